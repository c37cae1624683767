// Canned jobs: each goes on a little with every look, so that the tray can be looked at.
const STEP = 7;
const jobs = [];

const isOver = ({ state }) => state === 'DONE' || state === 'CANCELLED';
const end = (job, state) => Object.assign(job, { state, finished_at: new Date().toISOString(), can_undo: job.kind !== 'restore' });

function goOn(job) {
  if (isOver(job)) return;
  job.state = 'RUNNING';
  job.done = job.changed = Math.min(job.total, job.done + STEP);
  if (job.done === job.total) end(job, 'DONE');
}

function begin(kind, total, undoOf = null) {
  const job = {
    id: jobs.length + 1,
    kind,
    state: 'QUEUED',
    values: { cron: null, page_path: null },
    total,
    done: 0,
    changed: 0,
    failed: 0,
    error: null,
    can_undo: false,
    undo_of: undoOf,
    asked_by: 'ada@example.com',
    created_at: new Date().toISOString(),
    started_at: null,
    finished_at: null,
  };
  jobs.unshift(job);
  return { status: 202, body: { job } };
}

const find = (match) => jobs.find(({ id }) => id === Number(match[1]));

/** @param {(filter: URLSearchParams) => { total: number }} list how many monitors match */
export const jobRoutes = (list) => [
  ['GET', /^\/jobs$/, () => (jobs.forEach(goOn), { jobs })],
  ['GET', /^\/jobs\/(\d+)$/, ({ match }) => ({ job: find(match), errors: [] })],
  ['POST', /^\/jobs\/(\d+)\/cancel$/, ({ match }) => ({ job: end(find(match), 'CANCELLED') })],
  ['POST', /^\/jobs\/(\d+)\/undo$/, ({ match }) => begin('restore', find(match).changed, find(match).id)],
  [
    'POST',
    /^\/monitor-jobs$/,
    ({ body: { kind, tags, filter, values } }) =>
      begin(kind, tags?.length ?? values?.rows?.length ?? list(new URLSearchParams(filter)).total),
  ],
];
