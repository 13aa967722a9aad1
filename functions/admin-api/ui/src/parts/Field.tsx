import { type ReactNode, useId } from "react";
import { Icon } from "./Icon";

export interface FieldTexts {
  label: string;
  /** Shown below the label, before somebody needs it. */
  description?: ReactNode;
  /** What is wrong and how to put it right. */
  error?: string;
  isRequired?: boolean;
}

export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

/** Label, description and error around a control. */
export function Field({ label, description, error, isRequired, children }: FieldTexts & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const said = [description && `${id}-text`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {description && (
        <div id={`${id}-text`} className="field-text">
          {description}
        </div>
      )}
      {children({
        id,
        "aria-describedby": said || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": isRequired || undefined,
      })}
      {error && (
        <p id={`${id}-error`} className="field-error">
          <Icon name="stop" size={14} />
          {error}
        </p>
      )}
    </div>
  );
}
