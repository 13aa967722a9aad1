import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { number } from "../text";
import { DataTable } from "./DataTable";

export interface Series {
  key: string;
  name: string;
}

export interface Bar {
  key: string;
  /** Short, below the bar. */
  label: string;
  values: Record<string, number>;
}

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

/** Numbers of several kinds, run by run. Kinds differ by order and pattern, not by colour alone; the table says the same. */
export function StackedBars({ caption, series, rows, rowName }: StackedBarsProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const id = useId();
  const top = ceiling(Math.max(0, ...rows.map((row) => total(row, series))));
  return (
    <figure className="bars">
      <figcaption className="row-apart">
        <span className="bars-caption">{caption}</span>
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
      </figcaption>
      <div ref={box}>
        <svg width={width} height={HEIGHT} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
          <title id={`${id}-title`}>{caption}</title>
          <desc id={`${id}-desc`}>{`${rows.length} bars; the highest is ${number(top)}. The same numbers stand in the table below.`}</desc>
          <Patterns id={id} />
          <Axis top={top} width={width} />
          <Stacks id={id} series={series} rows={rows} top={top} width={width} />
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

function Axis({ top, width }: { top: number; width: number }) {
  return [0, 0.5, 1].map((share) => {
    const y = heightOf(top * share, top);
    return (
      <g key={share} className="bars-axis">
        <line x1={SIDE} x2={width} y1={y} y2={y} />
        {(share !== 0.5 || top >= 2) && (
          <text x={SIDE - 8} y={y + 4} textAnchor="end">
            {number(Math.round(top * share))}
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
  top: number;
  width: number;
}

function Stacks({ id, series, rows, top, width }: StacksProps) {
  const step = (width - SIDE) / Math.max(1, rows.length);
  const thick = Math.max(3, Math.min(28, step * 0.7));
  // As many labels as have room, counted from the newest.
  const every = Math.max(1, Math.ceil(48 / step));
  return rows.map((row, at) => {
    const x = SIDE + step * at + (step - thick) / 2;
    let below = 0;
    return (
      <g key={row.key}>
        {series.map(({ key }, kind) => {
          const value = row.values[key] ?? 0;
          const y = heightOf(below + value, top);
          const height = heightOf(below, top) - y;
          below += value;
          return value > 0 && <Patterned key={key} id={id} at={kind} x={x} y={y} width={thick} height={Math.max(1.5, height)} />;
        })}
        {(rows.length - 1 - at) % every === 0 && (
          <text className="bars-label" x={x + thick / 2} y={HEIGHT - 4} textAnchor="middle">
            {row.label}
          </text>
        )}
      </g>
    );
  });
}

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A part in its colour, with its pattern above and a line of the canvas around it, which parts it from its neighbours. */
function Patterned({ id, at, ...place }: Place & { id: string; at: number }) {
  return (
    <>
      <rect className={`mark mark-${at + 1}`} {...place} />
      {at > 0 && <rect fill={`url(#${id}-p${at})`} {...place} />}
    </>
  );
}

function Patterns({ id }: { id: string }) {
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

function heightOf(value: number, top: number): number {
  const room = HEIGHT - FOOT - 8;
  return 8 + room - (top > 0 ? (value / top) * room : 0);
}

export function total(row: Bar, series: readonly Series[]): number {
  return series.reduce((sum, { key }) => sum + (row.values[key] ?? 0), 0);
}

/** The next round number: 1, 2 or 5 with noughts. */
export function ceiling(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
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
