import { Fragment, type Key, type ReactNode, useEffect, useRef, useState } from "react";

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  align?: "end";
  /** The cell that names its row. */
  isRowHeader?: boolean;
}

export interface DataTableProps<Row> {
  caption: string;
  /** Whether the caption is seen; it is always heard. */
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** What opens below a row; nothing where it is closed. */
  detail?: (row: Row) => ReactNode;
  empty?: ReactNode;
}

/** A plain table. Where it is wider than the screen, it scrolls by itself, also by keyboard. */
export function DataTable<Row>({ caption, showCaption = false, columns, rows, rowKey, detail, empty }: DataTableProps<Row>) {
  const wrapper = useRef<HTMLDivElement>(null);
  const scrolls = useOverflow(wrapper);
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div
      ref={wrapper}
      className="table-wrapper"
      {...(scrolls ? { tabIndex: 0, role: "region", "aria-label": `${caption}, scrolls sideways` } : {})}
    >
      <table className="table">
        <caption className={showCaption ? undefined : "only-heard"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, align }) => (
              <th key={key} scope="col" className={align === "end" ? "cell-end" : undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const below = detail?.(row);
            return (
              <Fragment key={rowKey(row)}>
                <tr className={below ? "row-open" : undefined}>
                  {columns.map((column) => (
                    <Cell key={column.key} column={column} row={row} />
                  ))}
                </tr>
                {below && (
                  <tr className="row-detail">
                    <td colSpan={columns.length}>{below}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const look = column.align === "end" ? "cell-end numbers" : undefined;
  return column.isRowHeader ? (
    <th scope="row" className={look}>
      {column.cell(row)}
    </th>
  ) : (
    <td className={look}>{column.cell(row)}</td>
  );
}

/** Whether the content is wider than its wrapper: only then the wrapper is a stop for the keyboard. */
function useOverflow(wrapper: React.RefObject<HTMLElement | null>): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = wrapper.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const look = () => setOverflows(element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  });
  return overflows;
}
