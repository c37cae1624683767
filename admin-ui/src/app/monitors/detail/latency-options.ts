import type { EChartsCoreOption } from 'echarts/core';
import type { History } from '../../api/data.js';
import { formatDateTime, formatMs } from '../../platform/formats.js';

export interface ChartColours {
  line: string;
  band: string;
  text: string;
  grid: string;
  card: string;
  words: string;
}

type Points = History['latency']['points'];
interface TooltipEntry {
  dataIndex: number;
}

/** Up to so many values every one of them gets a dot. */
const FEW = 20;

const gap = (value: number | null): number | '-' => value ?? '-';

/** Settings of the latency chart. The tooltip is drawn on the canvas: the library's other kind writes HTML. */
export function latencyOptions(points: Points, colours: ChartColours): EChartsCoreOption {
  const times = points.map(({ at }) => at * 1000);
  const at = (index: number) => times[index] ?? 0;
  const line = (name: string, values: (number | '-')[], extra: object) => ({
    name,
    type: 'line',
    data: values.map((value, index) => [at(index), value]),
    showSymbol: false,
    connectNulls: false,
    ...extra,
  });
  // A value between two gaps has no line to be seen by.
  const showSymbol = points.filter(({ avgMs }) => avgMs !== null).length < FEW;
  const hidden = { lineStyle: { opacity: 0 }, stack: 'span', silent: true, tooltip: { show: false } };
  return {
    animationDuration: 200,
    textStyle: { fontFamily: 'inherit' },
    aria: { enabled: false, decal: { show: true } },
    grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colours.card,
      borderColor: colours.grid,
      textStyle: { color: colours.words, fontSize: 13 },
      formatter: (entries: TooltipEntry[]) => tooltip(points[entries[0]?.dataIndex ?? 0]),
    },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: colours.grid } },
      axisTick: { show: false },
      axisLabel: { color: colours.text, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      axisLabel: { color: colours.text, formatter: (value: number) => formatMs(value) },
      splitLine: { lineStyle: { color: colours.grid, type: [2, 4] } },
    },
    series: [
      line(
        'Lowest',
        points.map(({ minMs }) => gap(minMs)),
        hidden,
      ),
      line(
        'Span',
        points.map(({ minMs, maxMs }) => gap(minMs === null || maxMs === null ? null : maxMs - minMs)),
        {
          ...hidden,
          areaStyle: { color: colours.band, opacity: 0.9 },
        },
      ),
      line(
        'Average',
        points.map(({ avgMs }) => gap(avgMs)),
        { lineStyle: { color: colours.line, width: 2 }, itemStyle: { color: colours.line }, z: 3, showSymbol, symbolSize: 5 },
      ),
    ],
  };
}

function tooltip(point: Points[number] | undefined): string {
  if (!point) return '';
  if (point.avgMs === null) return `${formatDateTime(point.at)}\nNo data`;
  return `${formatDateTime(point.at)}\nAverage ${formatMs(point.avgMs)}\n${formatMs(point.minMs)} – ${formatMs(point.maxMs)}`;
}
