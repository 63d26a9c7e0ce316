import { invertAffine, transformPoint, type Affine, type Point } from '$lib/domain/image/Affine';
import { FIRST_ROW_AT_BOTTOM, type Size, type Turn } from './frameTurns';

const MAX_ZOOM = 64;
const MIN_ZOOM = 1 / 256;

/**
 * Which part of a frame is visible. Views that share a navigation move together. When frames are locked by the sky, the
 * coordinates are those of the frame they are locked to.
 */
export class FrameNavigation {
  /** The point of the frame at the centre of the view, in frame pixels. */
  centre = $state.raw<Point>({ x: 0, y: 0 });
  /** CSS pixels per frame pixel. */
  zoom = $state(1);
  /** Whether the whole frame stays visible, whatever the size of the view. */
  isFitted = $state(true);

  constructor(private readonly currentTurn: () => Turn = () => FIRST_ROW_AT_BOTTOM) {}

  get turn(): Turn {
    return this.currentTurn();
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

  /** Zooms around a point of the screen: the point of the frame that is there stays there. */
  zoomAt(place: Point, factor: number, screen: Size): void {
    const fixed = transformPoint(invertAffine(this.imageToScreen(screen)), place);
    this.isFitted = false;
    this.zoom = clampZoom(this.zoom * factor);
    const now = transformPoint(this.imageToScreen(screen), fixed);
    this.pan(place.x - now.x, place.y - now.y);
  }

  /** Zooms around the centre of the view. */
  zoomBy(factor: number): void {
    this.isFitted = false;
    this.zoom = clampZoom(this.zoom * factor);
  }

  /** Moves the frame by a distance in screen pixels. */
  pan(x: number, y: number): void {
    this.isFitted = false;
    const [a, b, c, d] = this.turn.map((part) => part * this.zoom) as [number, number, number, number];
    const shift = transformPoint(invertAffine([a, b, c, d, 0, 0]), { x, y });
    this.centre = { x: this.centre.x - shift.x, y: this.centre.y - shift.y };
  }

  /** Moves the frame just enough to bring a point of the screen into view, with a margin around it. */
  reveal({ x, y }: Point, screen: Size): void {
    const margin = Math.min(40, screen.width / 4, screen.height / 4);
    const shiftX = Math.max(margin, Math.min(screen.width - margin, x)) - x;
    const shiftY = Math.max(margin, Math.min(screen.height - margin, y)) - y;
    if (shiftX !== 0 || shiftY !== 0) this.pan(shiftX, shiftY);
  }
}

const clampZoom = (zoom: number): number => Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
