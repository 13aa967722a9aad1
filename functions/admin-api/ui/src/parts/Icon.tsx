/** Drawings on a grid of 16, in the colour of the text around them. They never speak: a word stands beside each. */
const DRAWINGS = {
  good: "M13.5 4.5 6.5 11.500 3 8",
  caution: "M8 2.200 14.500 13.500h-13zM8 6.500v3M8 11.400v.2",
  bad: "M4 4l8 8M12 4l-8 8",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.500v3.500M8 4.900v.2",
  busy: "M8 2a6 6 0 1 1-6 6",
  none: "M8 13A5 5 0 1 0 8 3a5 5 0 0 0 0 10z",
  stop: "M5.500 2h5L14 5.500v5L10.500 14h-5L2 10.500v-5zM8 5v3.500M8 10.900v.2",
  link: "M6.500 9.500l3-3M7 5l1.500-1.500a2.800 2.800 0 0 1 4 4L11 9M9 11l-1.500 1.500a2.800 2.800 0 0 1-4-4L5 7",
  review: "M3 3.500h10M3 8h6M3 12.500h4M10.500 11.500l1.500 1.500 2.500-3.200",
  history: "M2.500 8A5.500 5.500 0 1 0 4.300 3.900L2.500 5.500M2.500 2.500v3h3M8 5v3.200l2 1.300",
  people: "M6 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM1.500 13.500c0-2.500 2-4 4.500-4s4.500 1.500 4.500 4M10.500 2.700a2.500 2.500 0 0 1 0 4.600M12.300 9.900c1.400.6 2.200 1.900 2.200 3.600",
  settings: "M2.500 5h6M11.500 5h2M2.500 11h2M7.500 11h6M10 6.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM6 12.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3z",
  menu: "M2.500 4.500h11M2.500 8h11M2.500 11.500h11",
  add: "M8 3v10M3 8h10",
  remove: "M3 8h10",
  right: "M6 3.500 10.500 8 6 12.500",
  down: "M3.500 6 8 10.500 12.500 6",
  arrow: "M2.500 8h11M9.500 4l4 4-4 4",
  out: "M6.500 3h-3v10h3M7 8h6.500M10.500 5l3 3-3 3",
  away: "M6 3H3v10h10v-3M9 2.500h4.500V7M13.500 2.500 7.500 8.500",
  copy: "M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3",
  lock: "M3.500 7.500h9v6h-9zM5.500 7.500v-2a2.500 2.500 0 0 1 5 0v2",
  eye: "M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
} as const;

export type IconName = keyof typeof DRAWINGS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className={`icon icon-${name}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
