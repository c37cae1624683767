import type { Embed, EmbedSnapshot, EmbedTheme, EventsEmbed, LatencyEmbed, MonitorEmbed } from '@clarion/contract';
import { chartOfDays, dayStarts } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/database/clock.js';
import { EventSnapshots } from './event-snapshots.service.js';
import { MonitorFigures } from './monitor-figures.service.js';
import { type EmbedSetting, eventsEmbed, latencyEmbed, missingEmbed, monitorEmbed } from './snapshot/embed-snapshots.js';
import { EventReader } from './snapshot/events/event-reader.service.js';
import { titlesOf } from './snapshot/events/monitor-events.js';
import { presentOf } from './snapshot/monitor-row.js';
import { SnapshotReader } from './snapshot/snapshot-reader.service.js';
import { type Built, Snapshots, type Variant } from './snapshots.service.js';

type BuiltEmbed = Built<EmbedSnapshot>;

/** Makes what frames in other people's pages show. @see pages-site §14 */
@Injectable()
export class EmbedSnapshots {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly reader: SnapshotReader,
    private readonly figures: MonitorFigures,
    private readonly events: EventSnapshots,
    private readonly eventReader: EventReader,
    private readonly clock: Clock,
  ) {}

  /** @returns null for a monitor that readers do not see, as for none */
  async embed(embed: Embed, variant: Variant): Promise<BuiltEmbed | null> {
    switch (embed.kind) {
      case 'monitor':
        return this.ofMonitor(embed, variant);
      case 'latency':
        return this.ofLatency(embed, variant);
      case 'events':
        return this.ofEvents(embed, variant);
    }
  }

  /** What answers for a frame about nothing: it depends on nothing that was asked for. */
  async missing(theme: EmbedTheme, variant: Variant): Promise<BuiltEmbed> {
    const setting = await this.setting(variant, new Map());
    return { snapshot: missingEmbed(theme, setting), basis: setting.basis };
  }

  private async ofMonitor(embed: MonitorEmbed, variant: Variant): Promise<BuiltEmbed | null> {
    const now = this.clock.now();
    const monitor = await this.figures.monitor(embed.tag, dayStarts(variant.timeZone, now, embed.days)[0]!);
    if (monitor === null) return null;
    const [setting, events] = await Promise.all([
      this.setting(variant, monitor.versions),
      this.eventReader.ofMonitor(monitor.id, { from: now, to: now + 1 }, now),
    ]);
    return { snapshot: monitorEmbed(embed, monitor, titlesOf(events), setting), basis: monitor.versions };
  }

  private async ofLatency(embed: LatencyEmbed, variant: Variant): Promise<BuiltEmbed | null> {
    const now = this.clock.now();
    const monitor = await this.figures.monitor(embed.tag, now);
    if (monitor === null) return null;
    const { window, step } = chartOfDays(embed.days, now);
    const [setting, rollups] = await Promise.all([
      this.setting(variant, monitor.versions),
      this.figures.points(monitor, window, step, 'rollups'),
    ]);
    return { snapshot: latencyEmbed(embed, monitor, rollups, setting), basis: monitor.versions };
  }

  private async ofEvents(embed: EventsEmbed, variant: Variant): Promise<BuiltEmbed | null> {
    const live = await this.events.live(embed.tags, variant.locale);
    if (live === null) return null;
    const { page, basis } = live;
    const setting = { ...this.snapshots.setting(variant), site: page.site, basis, now: page.now };
    const checked = page.monitors.map((monitor) => ({
      lastCheckedAt: monitor.state?.timestamp ?? null,
      intervalSeconds: presentOf(monitor, page.now).intervalSeconds,
    }));
    return { snapshot: eventsEmbed(embed, { ...live, checked }, setting), basis };
  }

  private async setting(variant: Variant, basis: ReadonlyMap<number, number>): Promise<EmbedSetting> {
    return { ...this.snapshots.setting(variant), site: await this.reader.site(), basis, now: this.clock.now() };
  }
}
