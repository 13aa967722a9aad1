import { Icon, type IconName } from "./Icon";

export type StateTone = "good" | "caution" | "bad" | "info" | "busy" | "none";

const ICONS: Record<StateTone, IconName> = {
  good: "good",
  caution: "caution",
  bad: "stop",
  info: "info",
  busy: "busy",
  none: "none",
};

/** One word for a state, with a drawing: colour never stands alone. */
export function StateWord({ tone, word }: { tone: StateTone; word: string }) {
  return (
    <span className={`state tone-${tone}`}>
      <Icon name={ICONS[tone]} size={14} />
      {word}
    </span>
  );
}
