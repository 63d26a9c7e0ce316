/** Outlines of marks, by tone: corners relative to the centre, as x, y, x, y …, all of about the same area. */
export const PLOT_SHAPES: readonly (readonly number[])[] = [
  polygon(12, 1, 0),
  polygon(4, 1.25, 45),
  polygon(3, 1.5, 90),
  polygon(4, 1.35, 0),
  polygon(3, 1.5, -90),
  polygon(5, 1.25, 90),
  star(5, 1.6),
  star(4, 1.6)
];

function polygon(corners: number, radius: number, degrees: number): number[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((degrees + (i * 360) / corners) * Math.PI) / 180;
    return [radius * Math.cos(angle), -radius * Math.sin(angle)];
  }).flat();
}

function star(points: number, radius: number): number[] {
  const [outer, inner] = [polygon(points, radius, 90), polygon(points, radius * 0.45, 90 + 180 / points)];
  return Array.from({ length: points }, (_, i) => [
    ...outer.slice(2 * i, 2 * i + 2),
    ...inner.slice(2 * i, 2 * i + 2)
  ]).flat();
}
