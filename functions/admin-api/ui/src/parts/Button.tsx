import type { ReactNode } from "react";
import { Button as Pressable } from "react-aria-components/Button";
import { Link } from "react-router";
import { Icon, type IconName } from "./Icon";

export type ButtonVariant = "primary" | "plain" | "danger" | "quiet";

interface Looks {
  /** Primary: the one next step of a page. Danger: what cannot be taken back. Quiet: beside other things. */
  variant?: ButtonVariant;
  small?: boolean;
  icon?: IconName;
  children?: ReactNode;
}

export interface ButtonProps extends Looks {
  /** Keeps its words and its place while what it started is under way; further presses do nothing. */
  busy?: boolean;
  onPress?: () => void;
  type?: "button" | "submit";
  /** Only for what has no sense at the moment, never for a form that is not valid yet. */
  isDisabled?: boolean;
  autoFocus?: boolean;
  /** For a button that shows only its icon. */
  label?: string;
  form?: string;
  "aria-expanded"?: boolean;
  "aria-controls"?: string;
  "aria-describedby"?: string;
  "aria-pressed"?: boolean;
}

export function Button({ variant, small, icon, children, busy = false, label, ...rest }: ButtonProps) {
  return (
    <Pressable {...rest} aria-label={label} isPending={busy} className={look(variant, small, !children)}>
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </Pressable>
  );
}

export interface LinkButtonProps extends Looks {
  to: string;
  replace?: boolean;
  /** Kept with the entry of the browser's history, for what may not stand in an address. */
  state?: unknown;
}

/** A link that looks like a button: for going somewhere. */
export function LinkButton({ variant, small, icon, children, to, replace, state }: LinkButtonProps) {
  return (
    <Link className={look(variant, small, false)} to={to} replace={replace} state={state}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

function look(variant: ButtonVariant = "plain", small = false, bare = false): string {
  return `button button-${variant}${small ? " button-small" : ""}${bare ? " button-bare" : ""}`;
}
