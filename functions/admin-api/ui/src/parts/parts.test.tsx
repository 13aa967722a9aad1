import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { ceiling, scaleOf, total } from "./bar-scale";
import { Button } from "./Button";
import { ComboField, matching } from "./ComboField";
import { Diff } from "./Diff";
import { Form } from "./Form";
import { Progress } from "./Progress";
import { StackedBars } from "./StackedBars";
import { TextField } from "./TextField";
import { fromNow } from "./Time";

test("a difference says in words what was added, removed and changed, and never shows a hidden value", () => {
  render(
    <Diff
      changes={[
        { field: "email", before: "ann@a.example", after: "ann@b.example" },
        { field: "preferred_name", before: null, after: "Annie" },
        { field: "Team", before: "Sales", after: null },
        { field: "date_of_birth", before: "••••-••-••", after: "••••-••-••" },
      ]}
    />,
  );
  const rows = screen.getAllByRole("term").map((term) => term.textContent);
  expect(rows).toEqual(["~Email changed", "+Preferred Name added", "−Team removed", "~Date of Birth changed"]);
  const [email, preferred, team, birth] = screen.getAllByRole("definition").map((it) => it.textContent);
  expect(email).toBe("before: ann@a.example→after: ann@b.example");
  expect(preferred).toBe("after: Annie");
  expect(team).toBe("before: Sales");
  expect(birth).toContain("hidden");
});

const SERIES = [
  { key: "create", name: "New" },
  { key: "update", name: "Updated" },
];

test("bars stand on each other to the height of their numbers, and the table says the same", () => {
  const rows = [
    { key: "r1", label: "1 Nov", values: { create: 10, update: 40 } },
    { key: "r2", label: "2 Nov", values: { create: 0, update: 25 } },
  ];
  const { container } = render(<StackedBars caption="Runs" series={SERIES} rows={rows} rowName="Run" />);
  const marks = [...container.querySelectorAll("g > .mark")].map((mark) => ({
    y: Number(mark.getAttribute("y")),
    bottom: Number(mark.getAttribute("y")) + Number(mark.getAttribute("height")),
  }));
  expect(marks).toHaveLength(3);
  const [create, update, second] = marks;
  expect(update?.bottom).toBeCloseTo(create?.y ?? 0);
  expect(second?.bottom).toBeCloseTo(create?.bottom ?? 0);
  expect((second?.bottom ?? 0) - (second?.y ?? 0)).toBeCloseTo(((create?.bottom ?? 0) - (update?.y ?? 0)) / 2);
  const table = within(screen.getByRole("table", { hidden: true }));
  expect(table.getAllByRole("row", { hidden: true }).map((row) => row.textContent)).toEqual(["RunNewUpdated", "1 Nov1040", "2 Nov025"]);
  expect(screen.getByRole("img", { name: /^Runs/ })).toBeDefined();
});

const heights = (...totals: number[]) => totals.map((create, at) => ({ key: `r${at}`, label: "", values: { create } }));

test.each([
  ["nothing", [], { top: 1, cutAbove: Infinity }],
  ["a first import before daily ones", [241, 12, 0, 14, 3], { top: 20, cutAbove: 14 }],
  ["two alike", [241, 240], { top: 500, cutAbove: Infinity }],
  ["what is four times as high often", [80, 12, 80, 14, 80, 9], { top: 100, cutAbove: Infinity }],
  ["a few changes beside one", [40, 1, 0, 1, 1], { top: 10, cutAbove: 1 }],
  ["small numbers alone", [9, 1, 1, 1, 1], { top: 10, cutAbove: Infinity }],
  ["two that are far above ten others", [9000, 300, 11, 9, 12, 8, 3, 4, 5, 6], { top: 20, cutAbove: 12 }],
  ["one import and nothing since", [241, 0, 0, 0, 0], { top: 500, cutAbove: Infinity }],
])("the axis fits the most, and is not stretched by the few far above: %s", (_, totals, scale) => {
  expect(scaleOf(heights(...totals), SERIES)).toEqual(scale);
});

test("a bar that is cut has a gap, its number, all of its parts, and words that say so", () => {
  const rows = [{ key: "first", label: "1 Nov", values: { create: 150, update: 50 } }, ...heights(4, 0, 10, 5)];
  const { container } = render(<StackedBars caption="Runs" series={SERIES} rows={rows} rowName="Run" />);
  expect(container.querySelectorAll(".bars-gap")).toHaveLength(1);
  expect(container.querySelector(".bars-height")?.textContent).toBe("200");
  const [create, update] = [...container.querySelectorAll("g > .mark")].map((mark) => Number(mark.getAttribute("height")));
  expect((create ?? 0) / (update ?? 1)).toBeCloseTo(3);
  expect(screen.getByText(/A bar with a gap is cut/)).toBeDefined();
  expect(screen.getByRole("img").textContent).toContain("the highest is 200. One bar is drawn shorter.");
});

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [50, 50],
  [51, 100],
  [1204, 2000],
])("the axis above %i ends at %i", (value, top) => {
  expect(ceiling(value)).toBe(top);
});

test("what a bar does not count is nought", () => {
  expect(total({ key: "r", label: "", values: { update: 3, other: 9 } }, SERIES)).toBe(3);
});

test("progress is told at the quarters and not in between", () => {
  const { rerender } = render(<Progress value={0} max={400} label="Importing" />);
  const said = () => screen.getByRole("status").textContent;
  expect(said()).toBe("");
  for (const [value, words] of [
    [99, ""],
    [100, "Importing: 25 per cent"],
    [150, "Importing: 25 per cent"],
    [400, "Importing: 100 per cent"],
  ] as const) {
    rerender(<Progress value={value} max={400} label="Importing" />);
    expect(said()).toBe(words);
  }
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("100");
});

test.each([
  ["2026-11-30T12:00:00Z", "just now"],
  ["2026-11-30T11:57:00Z", "3 minutes ago"],
  ["2026-11-30T14:30:00Z", "in 2 hours"],
  ["2026-11-29T11:00:00Z", "yesterday"],
  ["2026-11-30T12:00:30Z", "in a moment"],
])("%s is %s", (at, words) => {
  expect(fromNow(at, Date.parse("2026-11-30T12:00:00Z"))).toBe(words);
});

const FIELDS = [
  { value: "employmentInfo.department.deptName", name: "Department name" },
  { value: "employmentInfo.department.deptCode", name: "Department code" },
  { value: "workLocation.city", name: "City" },
];

function Choice({ onChoice }: { onChoice: (value: string | null) => void }) {
  const [value, setValue] = useState<string | null>(null);
  const choose = (chosen: string | null) => {
    setValue(chosen);
    onChoice(chosen);
  };
  return <ComboField label="TriNet field" value={value} onChange={choose} options={FIELDS} error={value ? undefined : "Choose one."} />;
}

test("a field is found by typing, chosen by keyboard, and its name stays when something else is typed and left", async () => {
  const chosen = vi.fn<(value: string | null) => void>();
  render(<Choice onChoice={chosen} />);
  const combo = screen.getByRole("combobox", { name: "TriNet field" });
  expect(combo.getAttribute("aria-invalid")).toBe("true");
  await userEvent.type(combo, "dep co");
  expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["Department code"]);
  expect(combo.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option").id);
  await userEvent.keyboard("{Enter}");
  expect(chosen).toHaveBeenLastCalledWith("employmentInfo.department.deptCode");
  expect(combo).toHaveProperty("value", "Department code");
  await userEvent.type(combo, "zzz");
  await userEvent.tab();
  expect(combo).toHaveProperty("value", "Department code");
  await userEvent.click(combo);
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(chosen).toHaveBeenLastCalledWith("workLocation.city");
  await userEvent.clear(combo);
  expect(chosen).toHaveBeenLastCalledWith(null);
});

test("of very many options a hundred are drawn, with the chosen one among them, and all are found", async () => {
  const options = Array.from({ length: 450 }, (_, at) => ({ value: `v${at}`, name: `Name ${at}` }));
  const chosen = vi.fn<(value: string | null) => void>();
  render(<ComboField label="Zone" value="v430" onChange={chosen} options={options} />);
  expect(screen.queryAllByRole("option", { hidden: true })).toHaveLength(0);
  const combo = screen.getByRole("combobox");
  await userEvent.click(combo);
  expect(screen.getAllByRole("option")).toHaveLength(100);
  expect(screen.getByRole("option", { selected: true }).id).toBe(combo.getAttribute("aria-activedescendant"));
  await userEvent.keyboard("{ArrowUp}{Enter}");
  expect(chosen).toHaveBeenLastCalledWith("v429");
  await userEvent.clear(combo);
  await userEvent.type(combo, "Name 1");
  expect(screen.getByText("171 to choose from")).toBeDefined();
  expect(screen.getAllByRole("option")).toHaveLength(100);
});

test("a name is also found by the path", () => {
  expect(matching(FIELDS, "LOCATION").map(({ name }) => name)).toEqual(["City"]);
  expect(matching(FIELDS, " ")).toHaveLength(3);
});

function Asking() {
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  return (
    <Form onSubmit={() => setTried(true)}>
      <TextField label="First" value="x" onChange={() => undefined} />
      <TextField label="Name" value={name} onChange={setName} error={tried && !name ? "Enter a name." : undefined} />
      <Button type="submit">Save</Button>
    </Form>
  );
}

test("a button that cannot save yet says why, and brings the focus to the first error", async () => {
  render(<Asking />);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  const field = screen.getByRole("textbox", { name: "Name" });
  expect(document.activeElement).toBe(field);
  expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe("Enter a name.");
});

test("a busy button keeps its words and does nothing", async () => {
  const press = vi.fn<() => void>();
  render(
    <Button busy onPress={press}>
      Import 42 changes
    </Button>,
  );
  await userEvent.click(screen.getByRole("button", { name: /Import 42 changes/ }));
  expect(press).not.toHaveBeenCalled();
});
