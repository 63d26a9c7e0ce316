import { xmlText } from './xmlText';
import type { Pen } from './Pen';

const ANCHORS: Readonly<Record<string, string>> = { right: 'end', end: 'end', center: 'middle' };

/** Writes what is drawn as SVG 1.1. `font` sets size and weight only; `save` and `restore` cover position and clip. */
export class SvgPen implements Pen {
  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  font = '12px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  readonly #parts: string[] = [];
  #path: string[] = [];
  #dash = '';
  #clips = 0;
  /** For each `save`, the number of groups to close. */
  readonly #groups: number[] = [];

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly title: string
  ) {}

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${rounded(x)} ${rounded(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`L${rounded(x)} ${rounded(y)}`);
  }

  closePath(): void {
    this.#path.push('Z');
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.push(`M${rounded(x)} ${rounded(y)}h${rounded(width)}v${rounded(height)}h${rounded(-width)}Z`);
  }

  fill(): void {
    this.#write(`fill="${xmlText(this.fillStyle)}"`);
  }

  stroke(): void {
    this.#write(
      `fill="none" stroke="${xmlText(this.strokeStyle)}" stroke-width="${this.lineWidth}"${this.#dash}`
    );
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  fillText(words: string, x: number, y: number): void {
    const size = /([\d.]+)px/.exec(this.font)?.[1] ?? '12';
    const weight = /bold|[6-9]00/.test(this.font) ? ' font-weight="bold"' : '';
    this.#parts.push(
      `<text x="${rounded(x)}" y="${rounded(y)}" font-size="${size}"${weight} text-anchor="${ANCHORS[this.textAlign] ?? 'start'}" ` +
        `fill="${xmlText(this.fillStyle)}">${xmlText(words)}</text>`
    );
  }

  save(): void {
    this.#groups.push(0);
  }

  clip(): void {
    const id = `clip${++this.#clips}`;
    this.#parts.push(`<clipPath id="${id}"><path d="${this.#path.join('')}"/></clipPath>`);
    this.#open(`clip-path="url(#${id})"`);
  }

  translate(x: number, y: number): void {
    this.#open(`transform="translate(${rounded(x)} ${rounded(y)})"`);
  }

  /** Shows words where the pointer is over a mark. */
  hint(words: string, x: number, y: number): void {
    this.#parts.push(
      `<circle cx="${rounded(x)}" cy="${rounded(y)}" r="5" fill="none" pointer-events="all"><title>${xmlText(words)}</title></circle>`
    );
  }

  restore(): void {
    this.#parts.push('</g>'.repeat(this.#groups.pop() ?? 0));
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  }

  toString(): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${this.width} ${this.height}" width="${this.width}" ` +
        `height="${this.height}" font-family="sans-serif" role="img">`,
      `<title>${xmlText(this.title)}</title>`,
      ...this.#parts.filter((part) => part !== ''),
      '</svg>\n'
    ].join('\n');
  }

  /** Opens a group until `restore`. */
  #open(attributes: string): void {
    this.#parts.push(`<g ${attributes}>`);
    this.#groups.push((this.#groups.pop() ?? 0) + 1);
  }

  #write(attributes: string): void {
    if (this.#path.length > 0) this.#parts.push(`<path d="${this.#path.join('')}" ${attributes}/>`);
  }
}

const rounded = (length: number): string => String(Math.round(length * 100) / 100);
