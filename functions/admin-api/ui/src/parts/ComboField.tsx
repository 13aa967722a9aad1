import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Field, type FieldTexts } from "./Field";
import { Icon } from "./Icon";

export interface ComboOption {
  value: string;
  name: string;
  /** A second line, such as sample values. */
  detail?: ReactNode;
}

export interface ComboFieldProps extends FieldTexts {
  value: string | null;
  onChange: (value: string | null) => void;
  options: readonly ComboOption[];
  placeholder?: string;
  isDisabled?: boolean;
}

/** The most options that are drawn at once; typing finds the others. */
const DRAWN = 100;

/** Where the mark stands: at what is chosen, or at nothing. */
const CHOSEN = -2;
const NONE = -1;

/** Those whose name or value has every word of the text. */
export function matching(options: readonly ComboOption[], text: string): ComboOption[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ name, value }) => words.every((word) => `${name} ${value}`.toLowerCase().includes(word)));
}

/**
 * A choice of many that is found by typing: the editable combobox with a list of the ARIA patterns. React-aria's own weighs more
 * than a whole page may.
 */
export function ComboField({ value, onChange, options, placeholder, isDisabled, ...texts }: ComboFieldProps) {
  const list = useId();
  const chosen = options.find((option) => option.value === value);
  const name = chosen?.name ?? value ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(CHOSEN);
  const found = !open ? [] : typed === null ? [...options] : matching(options, typed);
  // What is chosen can be seen, wherever it stands.
  const from = typed === null && open ? Math.max(0, Math.min(options.findIndex((it) => it.value === value) - 20, found.length - DRAWN)) : 0;
  const shown = found.slice(from, from + DRAWN);
  const marked = at === CHOSEN ? shown.findIndex((option) => option.value === value) : at;
  const active = open ? shown[marked] : undefined;

  const close = () => {
    setOpen(false);
    setTyped(null);
    setAt(CHOSEN);
  };
  const choose = (option: ComboOption) => {
    onChange(option.value);
    close();
  };
  const show = () => setOpen(true);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) show();
      else if (shown.length > 0) setAt(marked < 0 && step < 0 ? shown.length - 1 : (marked + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (active) choose(active);
      else close();
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    }
  };

  return (
    <Field {...texts}>
      {(control) => (
        <div className="combo" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}>
          <input
            {...control}
            className="input"
            role="combobox"
            aria-expanded={open}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={active && `${list}-${marked}`}
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            disabled={isDisabled}
            value={typed ?? name}
            onClick={show}
            onKeyDown={onKeyDown}
            onChange={({ target }) => {
              setTyped(target.value);
              setOpen(true);
              setAt(target.value === "" ? NONE : 0);
              if (target.value === "") onChange(null);
            }}
          />
          <Icon name="down" />
          <Options id={list} isOpen={open} options={shown} at={marked} chosen={value} label={texts.label} onChoose={choose} />
          <span className="only-heard" role="status">
            {open && typed !== null && (found.length === 0 ? "Nothing has this name" : `${found.length} to choose from`)}
          </span>
        </div>
      )}
    </Field>
  );
}

interface OptionsProps {
  id: string;
  isOpen: boolean;
  options: ComboOption[];
  at: number;
  chosen: string | null;
  label: string;
  onChoose: (option: ComboOption) => void;
}

function Options({ id, isOpen, options, at, chosen, label, onChoose }: OptionsProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (isOpen) list.current?.children[at]?.scrollIntoView?.({ block: "nearest" });
  }, [isOpen, at]);
  return (
    <ul ref={list} id={id} className="plain options" role="listbox" aria-label={label} hidden={!isOpen}>
      {options.map((option, index) => (
        <li
          key={option.value}
          id={`${id}-${index}`}
          className="option"
          role="option"
          aria-selected={option.value === chosen}
          data-focused={index === at || undefined}
          // The input keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          {option.name}
          {option.detail && <span className="soft small">{option.detail}</span>}
        </li>
      ))}
      {isOpen && options.length === 0 && (
        <li className="option soft" role="option" aria-selected={false} aria-disabled="true">
          Nothing has this name.
        </li>
      )}
    </ul>
  );
}
