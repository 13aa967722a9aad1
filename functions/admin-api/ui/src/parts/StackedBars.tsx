import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { number } from "../text";
import { type Bar, type Scale, scaleOf, type Series, total } from "./bar-scale";
import { Gap, Patterned, Patterns } from "./bar-marks";
import { DataTable } from "./DataTable";

export interface StackedBarsProps {
  caption: string;
  /** At most four; they are stacked in this order, from the bottom. */
  series: readonly Series[];
  rows: readonly Bar[];
  /** What the label of a row says, for the table. */
  rowName: string;
}

const HEIGHT = 168;
const FOOT = 20;
const SIDE = 40;
/** Above the axis: where nothing is cut, and where cut bars end, with their numbers above them. */
const HEAD = 8;
const HEAD_OF_CUT = 34;
/** How far a cut bar reaches beyond the axis. */
const BEYOND = 16;

/** Numbers of several kinds, run by run. Kinds differ by order and pattern, not by colour alone; the table says the same. */
export function StackedBars({ caption, series, rows, rowName }: StackedBarsProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const id = useId();
  const scale = scaleOf(rows, series);
  const cut = rows.filter((row) => total(row, series) > scale.cutAbove);
  const highest = Math.max(0, ...rows.map((row) => total(row, series)));
  const told = cut.length === 0 ? "" : ` ${cut.length === 1 ? "One bar is" : `${cut.length} bars are`} drawn shorter.`;
  return (
    <figure className="bars">
      <figcaption className="stack-tight">
        <div className="row-apart">
          <span className="bars-caption">{caption}</span>
          <Key id={id} series={series} />
        </div>
        {cut.length > 0 && (
          <p className="soft small">
            A bar with a gap is cut, so that the others can be seen: the number above it is its height, its parts are in proportion.
          </p>
        )}
      </figcaption>
      <div ref={box}>
        <svg width={width} height={HEIGHT} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
          <title id={`${id}-title`}>{caption}</title>
          <desc id={`${id}-desc`}>
            {`${rows.length} bars; the highest is ${number(highest)}.${told} The same numbers stand in the table below.`}
          </desc>
          <Patterns id={id} />
          <Axis scale={scale} width={width} />
          <Stacks id={id} series={series} rows={rows} scale={scale} width={width} />
        </svg>
      </div>
      <details className="help">
        <summary>View as table</summary>
        <DataTable
          caption={caption}
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { key: "row", header: rowName, cell: (row) => row.label, isRowHeader: true },
            ...series.map(({ key, name }) => ({
              key,
              header: name,
              align: "end" as const,
              cell: (row: Bar) => number(row.values[key] ?? 0),
            })),
          ]}
        />
      </details>
    </figure>
  );
}

function Key({ id, series }: { id: string; series: readonly Series[] }) {
  return (
    <ul className="plain row small">
      {series.map(({ key, name }, at) => (
        <li key={key} className="bars-key">
          <svg width="12" height="12" aria-hidden="true">
            <Patterned id={id} at={at} x={0} y={0} width={12} height={12} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function Axis({ scale, width }: { scale: Scale; width: number }) {
  return [0, 0.5, 1].map((share) => {
    const y = heightOf(scale.top * share, scale);
    return (
      <g key={share} className="bars-axis">
        <line x1={SIDE} x2={width} y1={y} y2={y} />
        {Number.isInteger(scale.top * share) && (
          <text x={SIDE - 8} y={y + 4} textAnchor="end">
            {number(scale.top * share)}
          </text>
        )}
      </g>
    );
  });
}

interface StacksProps {
  id: string;
  series: readonly Series[];
  rows: readonly Bar[];
  scale: Scale;
  width: number;
}

function Stacks({ id, series, rows, scale, width }: StacksProps) {
  const step = (width - SIDE) / Math.max(1, rows.length);
  const thick = Math.max(3, Math.min(28, step * 0.7));
  // As many labels as have room, counted from the newest.
  const every = Math.max(1, Math.ceil(48 / step));
  return rows.map((row, at) => {
    const x = SIDE + step * at + (step - thick) / 2;
    const whole = total(row, series);
    const isCut = whole > scale.cutAbove;
    // What a cut bar is made of can still be seen: its parts share the height that it has.
    const y = (value: number) => (isCut ? heightOf(0, scale) - (value / whole) * (heightOf(0, scale) - HEAD_OF_CUT + BEYOND) : heightOf(value, scale));
    let below = 0;
    return (
      <g key={row.key}>
        {series.map(({ key }, kind) => {
          const value = row.values[key] ?? 0;
          const top = y(below + value);
          const height = y(below) - top;
          below += value;
          return value > 0 && <Patterned key={key} id={id} at={kind} x={x} y={top} width={thick} height={Math.max(1.5, height)} />;
        })}
        {isCut && <Gap x={x} y={HEAD_OF_CUT - BEYOND} width={thick} number={number(whole)} />}
        {(rows.length - 1 - at) % every === 0 && (
          <text className="bars-label" x={x + thick / 2} y={HEIGHT - 4} textAnchor="middle">
            {row.label}
          </text>
        )}
      </g>
    );
  });
}

function heightOf(value: number, { top, cutAbove }: Scale): number {
  const head = cutAbove === Infinity ? HEAD : HEAD_OF_CUT;
  const room = HEIGHT - FOOT - head;
  return head + room - (top > 0 ? (value / top) * room : 0);
}

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(200, Math.floor(entry.contentRect.width))));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
