import { type ReactNode, useEffect, useRef, useState } from "react";

export interface FormProps {
  /** For a button outside of it, as in a dialog. */
  id?: string;
  onSubmit: () => void;
  /** What the server answered: the first field that it objects to gets the focus. */
  problem?: unknown;
  label?: string;
  children: ReactNode;
}

/** A form whose button always works: pressing it shows what is wrong and brings the focus to the first of it. */
export function Form({ id, onSubmit, problem, label, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);

  useEffect(() => {
    if (attempts > 0 || problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [attempts, problem]);

  return (
    <form
      ref={form}
      id={id}
      className="form"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        setAttempts(attempts + 1);
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
