import { TestBed } from '@angular/core/testing';
import { CheckStrip, describeChecks } from './check-strip.js';

describe('CheckStrip', () => {
  it('draws every status in a shape of its own', () => {
    const fixture = TestBed.createComponent(CheckStrip);
    fixture.componentRef.setInput('checks', 'ugdmn');
    fixture.detectChanges();
    const shapes = [...(fixture.nativeElement as HTMLElement).querySelectorAll('path')].map((path) =>
      path.getAttribute('d')?.replace(/M[\d.]+ /g, 'M'),
    );
    expect(new Set(shapes).size).toBe(5);
  });

  it('says what it shows', () => {
    expect(describeChecks('')).toBe('No checks yet');
    expect(describeChecks('uuudd')).toBe('Last 5 checks: 3 operational, 2 down. Newest: down.');
  });
});
