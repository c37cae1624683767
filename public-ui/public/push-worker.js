// Shows notifications of subscriptions, and opens what they are about. It keeps nothing and answers no requests of pages.
globalThis.addEventListener('push', (event) => {
  const { title = '', url, ...shown } = event.data?.json() ?? {};
  event.waitUntil(globalThis.registration.showNotification(title, { ...shown, data: { url } }));
});

globalThis.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data ?? {};
  // Nobody is led away from the site by a notification.
  const target = new URL(url ?? '', globalThis.registration.scope);
  const address = target.origin === globalThis.location.origin ? target.href : globalThis.registration.scope;
  event.waitUntil(
    globalThis.clients.matchAll({ type: 'window' }).then((windows) => {
      const open = windows.find((window) => window.url === address);
      return open ? open.focus() : globalThis.clients.openWindow(address);
    }),
  );
});
