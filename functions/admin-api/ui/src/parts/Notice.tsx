import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

export type Tone = "good" | "caution" | "bad" | "info";

/** Each tone with its drawing and the word that is heard before the title. */
const TONES: Record<Tone, { icon: IconName; word: string }> = {
  good: { icon: "good", word: "Done" },
  caution: { icon: "caution", word: "Warning" },
  bad: { icon: "stop", word: "Problem" },
  info: { icon: "info", word: "Note" },
};

export interface NoticeProps {
  tone: Tone;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Said at once by a screen reader: for what appears because of something that somebody did. */
  spoken?: boolean;
}

export function Notice({ tone, title, children, action, spoken = false }: NoticeProps) {
  return (
    <section className={`notice notice-${tone}`} role={spoken ? (tone === "bad" ? "alert" : "status") : undefined}>
      <Icon name={TONES[tone].icon} />
      <div className="notice-text">
        <p className="notice-title">
          <span className="only-heard">{TONES[tone].word}: </span>
          {title}
        </p>
        {children && <div className="notice-body">{children}</div>}
      </div>
      {action && <div className="notice-action">{action}</div>}
    </section>
  );
}
