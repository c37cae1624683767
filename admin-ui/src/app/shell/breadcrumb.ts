import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, type ActivatedRouteSnapshot } from '@angular/router';
import { filter, map, startWith } from 'rxjs';
import { Icon } from '../ui/icon.js';

export interface Crumb {
  label: string;
  url: string;
}

/** Where the current screen lies. The last crumb is the screen itself and no link. */
@Component({
  selector: 'app-breadcrumb',
  imports: [Icon, RouterLink],
  template: `
    <nav aria-label="Breadcrumb">
      <ol>
        @for (crumb of crumbs(); track crumb.url; let isLast = $last) {
          <li>
            @if (isLast) {
              <span aria-current="page" class="ellipsis">{{ crumb.label }}</span>
            } @else {
              <a [routerLink]="crumb.url">{{ crumb.label }}</a>
              <app-icon name="chevronRight" />
            }
          </li>
        }
      </ol>
    </nav>
  `,
  styles: `
    :host {
      min-inline-size: 0;
    }
    ol {
      display: flex;
      align-items: center;
      min-inline-size: 0;
      font-size: 0.9375rem;
      letter-spacing: 0;
    }
    li {
      display: flex;
      align-items: center;
      min-inline-size: 0;
    }
    a {
      color: var(--muted);
      text-decoration: none;
      white-space: nowrap;

      &:hover {
        color: var(--text);
        text-decoration: underline;
      }
    }
    span {
      font-weight: 560;
      max-inline-size: 32ch;
    }
    app-icon {
      inline-size: 16px;
      block-size: 16px;
      margin-inline: 6px;
      color: var(--muted);
    }
    @media (max-width: 719px) {
      li:not(:last-child) {
        display: none;
      }
    }
  `,
})
export class Breadcrumb {
  private readonly router = inject(Router);
  protected readonly crumbs = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(null),
      map(() => crumbsOf(this.router.routerState.snapshot.root)),
    ),
    { requireSync: true },
  );
}

/** Reads `data.crumb` (a word), `data.crumbParam` (a route parameter) or both of every route on the way down. */
export function crumbsOf(root: ActivatedRouteSnapshot): Crumb[] {
  const crumbs: Crumb[] = [];
  let url = '';
  for (let route: ActivatedRouteSnapshot | null = root; route; route = route.firstChild) {
    url = route.url.reduce((path, segment) => `${path}/${segment.path}`, url);
    const own: { crumb?: string; crumbParam?: string } = route.routeConfig?.data ?? {};
    const label = [own.crumb, own.crumbParam && route.paramMap.get(own.crumbParam)].filter(Boolean).join(' ');
    if (label) crumbs.push({ label, url });
  }
  return crumbs;
}
