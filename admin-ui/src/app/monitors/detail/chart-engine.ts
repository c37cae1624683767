import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import * as core from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

core.use([AriaComponent, CanvasRenderer, GridComponent, LineChart, TooltipComponent]);

/**
 * The chart library with its one habit cured that our Content-Security-Policy refuses: it empties its host by assigning an HTML text,
 * which Trusted Types forbid even for an empty one.
 */
export const chartEngine = {
  init: (...[host, ...rest]: Parameters<typeof core.init>): core.ECharts => {
    if (host) {
      Object.defineProperty(host, 'innerHTML', { configurable: true, get: () => '', set: () => host.replaceChildren() });
    }
    return core.init(host, ...rest);
  },
};
