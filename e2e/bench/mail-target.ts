// The mail server of the measure of deliveries, a process of its own. Its parent asks for `progress` or `mails`, and it answers with them.
import { aFastMailSink } from '../support/fast-mail-sink.ts';

const sink = await aFastMailSink();
process.on('message', (question: 'progress' | 'mails') => {
  process.send!(question === 'progress' ? sink.mails.length : sink.mails);
});
process.on('disconnect', () => process.exit());
process.send!(sink.env());
