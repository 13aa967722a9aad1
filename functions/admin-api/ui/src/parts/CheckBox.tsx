import { type ReactNode, useId } from "react";

export interface CheckProps {
  label: ReactNode;
  description?: ReactNode;
  error?: string;
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
}

/** A choice that is saved with its form. */
export function CheckBox(props: CheckProps) {
  return <Check {...props} look="check" />;
}

/** A switch takes effect at once; it never stands in a form with a button. */
export function Switch(props: CheckProps) {
  return <Check {...props} look="switch" />;
}

function Check({ label, description, error, isSelected, onChange, isDisabled, look }: CheckProps & { look: "check" | "switch" }) {
  const id = useId();
  const said = [description && `${id}-text`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={look}>
      <input
        id={id}
        type="checkbox"
        role={look === "switch" ? "switch" : undefined}
        checked={isSelected}
        disabled={isDisabled}
        aria-describedby={said || undefined}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {description && (
          <div id={`${id}-text`} className="field-text">
            {description}
          </div>
        )}
        {error && (
          <p id={`${id}-error`} className="field-error">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
