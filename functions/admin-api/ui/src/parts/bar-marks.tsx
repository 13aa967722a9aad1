// What a plot of bars is drawn with.

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A part in its colour, with its pattern above and a line of the canvas around it, which parts it from its neighbours. */
export function Patterned({ id, at, ...place }: Place & { id: string; at: number }) {
  return (
    <>
      <rect className={`mark mark-${at + 1}`} {...place} />
      {at > 0 && <rect fill={`url(#${id}-p${at})`} {...place} />}
    </>
  );
}

/** The patterns of all kinds but the first, which is plain. */
export function Patterns({ id }: { id: string }) {
  const drawings = ["M0 3h6", "M-1 7 7 -1M-1 1 1 -1M5 7 7 5", "M3 0v6M0 3h6"];
  return (
    <defs>
      {drawings.map((drawing, at) => (
        <pattern key={drawing} id={`${id}-p${at + 1}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="mark-pattern" d={drawing} />
        </pattern>
      ))}
    </defs>
  );
}

const TEETH = 4;

/** Where a bar is cut: a jagged gap just below its end, and above it the number that it would reach to. */
export function Gap({ x, y, width, number }: { x: number; y: number; width: number; number: string }) {
  const points = Array.from({ length: TEETH + 1 }, (_, at) => `${x - 3 + ((width + 6) * at) / TEETH},${y + (at % 2 === 0 ? 11 : 5)}`);
  return (
    <>
      <polyline className="bars-gap" points={points.join(" ")} />
      <text className="bars-height" x={x + width / 2} y={y - 5} textAnchor="middle">
        {number}
      </text>
    </>
  );
}
