// What a status page wakes when it comes into view, by one name: the build makes one file of it, and a page that is read causes one request.
import '../early-parts';

export { EventBlocks } from '../events/event-blocks';
export { PastDays } from '../events/past-days';
export { MonitorSection } from './monitor-section';
