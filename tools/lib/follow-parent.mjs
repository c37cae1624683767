// Loaded into a child with an IPC channel: when the parent is gone, even by `kill -9`, the channel closes and the child shuts down as if asked to.
process.channel?.unref();
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
