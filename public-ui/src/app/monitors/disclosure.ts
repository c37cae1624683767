import { Directive, effect, ElementRef, inject, input, type OnInit, Renderer2 } from '@angular/core';

/**
 * First state of a `<details>` that then belongs to the visitor: neither news from the server nor waking up as a component opens or closes it under
 * their eyes. A search opens it for as long as it lasts.
 */
@Directive({ selector: 'details[appDisclosure]' })
export class Disclosure implements OnInit {
  /** How it is drawn the first time. */
  readonly isOpenAtFirst = input.required<boolean>({ alias: 'appDisclosure' });
  readonly isForcedOpen = input(false);

  private readonly details = inject<ElementRef<HTMLDetailsElement>>(ElementRef).nativeElement;
  private readonly renderer = inject(Renderer2);
  /** Markup from the server is in the document before its component is. */
  private readonly isAwakened = this.details.isConnected;
  private before: boolean | null = null;

  constructor() {
    effect(() => {
      if (this.isForcedOpen()) {
        this.before ??= this.details.open;
        this.details.open = true;
      } else if (this.before !== null) {
        this.details.open = this.before;
        this.before = null;
      }
    });
  }

  ngOnInit(): void {
    if (!this.isAwakened && this.isOpenAtFirst()) this.renderer.setAttribute(this.details, 'open', '');
  }
}
