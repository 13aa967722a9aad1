import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { StoredSecret } from "./StoredSecret";
import { Tile, Tiles } from "./Tiles";

test("a number that can be looked into is a link; one that cannot is plain text, and no stop for the keyboard", () => {
  render(
    <MemoryRouter>
      <Tiles label="Numbers">
        <Tile label="New" count={1} to="?show=new" />
        <Tile label="Unchanged" count={1243} />
      </Tiles>
    </MemoryRouter>,
  );
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual(["New1"]);
  const [, plain] = screen.getAllByRole("listitem");
  expect(plain?.textContent).toBe("Unchanged1,243");
  // The style of a flat figure goes by this element.
  expect(plain?.querySelector("div.tile")).not.toBeNull();
  expect(plain?.querySelector("[tabindex], [role]")).toBeNull();
});

test("of a short secret not even the end is told", () => {
  const secret = { ends_with: "", saved_at: "2026-11-01T00:00:00Z", saved_by: "Ada" };
  const { container } = render(<StoredSecret secret={secret} />);
  expect(container.textContent).toMatch(/^saved by Ada on .*2026/);
});
