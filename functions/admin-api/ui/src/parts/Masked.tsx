/** A value that is hidden until somebody reveals it, which the history records. */
export function Masked({ text = "••••-••-••" }: { text?: string }) {
  return (
    <span className="masked">
      <span aria-hidden="true">{text}</span>
      <span className="only-heard">hidden</span>
    </span>
  );
}
