/** Whether a value is one that the API hid. */
export function isHidden(text: string): boolean {
  return text.startsWith("••");
}

/** A value of somebody: as it is, or hidden. */
export function Value({ text }: { text: string }) {
  return isHidden(text) ? <Masked text={text} /> : <span className="break">{text}</span>;
}

/** A value that is hidden until somebody reveals it, which the history records. */
export function Masked({ text = "••••-••-••" }: { text?: string }) {
  return (
    <span className="masked">
      <span aria-hidden="true">{text}</span>
      <span className="only-heard">hidden</span>
    </span>
  );
}
