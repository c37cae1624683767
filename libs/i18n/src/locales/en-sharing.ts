/** Frames in other people's pages, and the helpers that put badges and frames there. */
export const enSharing = {
  'sharing.frameTitle': 'Service status',
  'sharing.noEvents': 'No incidents and no maintenance right now.',
  'sharing.missing': 'There is no status to show here.',
  'sharing.asOf': 'Status as of {time}',
} as const;
