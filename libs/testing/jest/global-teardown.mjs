export default async () => {
  await globalThis.clarionTestCluster?.stop();
};
