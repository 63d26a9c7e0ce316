import { invertAffine, transformPoint, type Affine, type Point } from '$lib/domain/image/Affine';
import { FIRST_ROW_AT_BOTTOM, type Size, type Turn } from './frameTurns';

const MAX_ZOOM = 64;
const MIN_ZOOM = 1 / 256;

/**
 * Which part of a frame is seen. Several views of one navigation move together. Where frames are locked by the
 * sky, the frame is the one they are locked to.
 */
export class FrameNavigation {
  /** The place of the frame in the middle of the view, in pixels of the frame. */
  centre = $state.raw<Point>({ x: 0, y: 0 });
  /** Pixels of the screen, of CSS, for a pixel of the frame. */
  zoom = $state(1);
  /** Whether all of the frame is to be seen, whatever the size of the view. */
  isFitted = $state(true);

  constructor(private readonly turnNow: () => Turn = () => FIRST_ROW_AT_BOTTOM) {}

  get turn(): Turn {
    return this.turnNow();
  }

  imageToScreen(screen: Size): Affine {
    const [a, b, c, d] = this.turn.map((part) => part * this.zoom) as [number, number, number, number];
    const { x, y } = transformPoint([a, b, c, d, 0, 0], this.centre);
    return [a, b, c, d, screen.width / 2 - x, screen.height / 2 - y];
  }

  fit(frame: Size, screen: Size): void {
    this.isFitted = true;
    this.centre = { x: (frame.width - 1) / 2, y: (frame.height - 1) / 2 };
    const [a, b, c, d] = this.turn;
    const across = Math.abs(a) * frame.width + Math.abs(c) * frame.height;
    const down = Math.abs(b) * frame.width + Math.abs(d) * frame.height;
    this.zoom = clampZoom(Math.min(screen.width / across, screen.height / down));
  }

  /** Zooms so that the place of the frame at this place of the screen stays there. */
  zoomAt(place: Point, factor: number, screen: Size): void {
    const fixed = transformPoint(invertAffine(this.imageToScreen(screen)), place);
    this.isFitted = false;
    this.zoom = clampZoom(this.zoom * factor);
    const now = transformPoint(this.imageToScreen(screen), fixed);
    this.pan(place.x - now.x, place.y - now.y);
  }

  /** Zooms around the middle of the view. */
  zoomBy(factor: number): void {
    this.isFitted = false;
    this.zoom = clampZoom(this.zoom * factor);
  }

  /** Moves the frame by pixels of the screen. */
  pan(x: number, y: number): void {
    this.isFitted = false;
    const [a, b, c, d] = this.turn.map((part) => part * this.zoom) as [number, number, number, number];
    const shift = transformPoint(invertAffine([a, b, c, d, 0, 0]), { x, y });
    this.centre = { x: this.centre.x - shift.x, y: this.centre.y - shift.y };
  }

  /** Moves the frame as little as it takes for a place of the screen to be seen, and a little around it. */
  reveal({ x, y }: Point, screen: Size): void {
    const margin = Math.min(40, screen.width / 4, screen.height / 4);
    const shiftX = Math.max(margin, Math.min(screen.width - margin, x)) - x;
    const shiftY = Math.max(margin, Math.min(screen.height - margin, y)) - y;
    if (shiftX !== 0 || shiftY !== 0) this.pan(shiftX, shiftY);
  }
}

const clampZoom = (zoom: number): number => Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
