import { afterNextRender, ElementRef, inject, Injector } from '@angular/core';

/** Moves the focus inside a component once the template has caught up: to the row that was added, or beside the one that went. */
export function focusLater(): (pick: (host: HTMLElement) => HTMLElement | null | undefined) => void {
  const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const injector = inject(Injector);
  return (pick) => afterNextRender(() => pick(host)?.focus(), { injector });
}
