import { chooseTheme, type Theme, useTheme } from "./theme";

const NAMES: Record<Theme, string> = { system: "Auto", light: "Light", dark: "Dark" };

/** Light, dark, or as the system is set. */
export function ThemeChoice() {
  const theme = useTheme();
  return (
    <fieldset className="segments">
      <legend className="only-heard">Colours</legend>
      {(Object.keys(NAMES) as Theme[]).map((one) => (
        <label key={one} className="segment">
          <input type="radio" name="theme" value={one} checked={theme === one} onChange={() => chooseTheme(one)} />
          {NAMES[one]}
        </label>
      ))}
    </fieldset>
  );
}
