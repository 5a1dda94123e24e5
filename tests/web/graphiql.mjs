import assert from 'node:assert/strict';

/** GraphiQL as a reader uses it: by buttons, tabs and what can be seen. */
export class Graphiql {
  constructor(page) {
    this.page = page;
    this.tabs = page.getByRole('tab');
  }

  /** Waits until the editor shows a query and the server's schema has come. */
  async open(url) {
    const introspection = this.answerTo('IntrospectionQuery');
    await this.page.goto(url.href);
    await this.page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await introspection;
  }

  /** Turns to a tab and returns the name of its operation. */
  async turnTo(index) {
    const tab = this.tabs.nth(index);
    await tab.click();
    return (await tab.innerText()).trim();
  }

  /** Presses the button of the open tab and returns the answer. */
  async execute(operation) {
    const answer = this.answerTo(operation);
    await this.page.getByRole('button', { name: 'Execute query' }).click();
    return (await answer).json();
  }

  /** Puts a query in place of what the open tab has. */
  async write(query) {
    await this.page.locator('.graphiql-query-editor .view-line').first().click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(query);
  }

  /** Presses the button, and returns what is shown as the answer, as far as it is in view, once it has the text. */
  async executeAndSee(text) {
    await this.page.getByRole('button', { name: 'Execute query' }).click();
    const pane = this.page.locator('.graphiql-response .monaco-editor').first();
    const wanted = withoutSpace(text);
    const deadline = Date.now() + 10_000;
    for (;;) {
      const seen = await visibleText(pane);
      if (seen.includes(wanted)) return seen;
      assert.ok(Date.now() < deadline, `the answer shows no "${text}" but ${seen}`);
      await this.page.waitForTimeout(100);
    }
  }

  answerTo(operation) {
    return this.page.waitForResponse((response) => {
      const request = response.request();
      return request.method() === 'POST' && request.postDataJSON()?.operationName === operation;
    });
  }

  /** Scrolls through the answer until the text has been seen. */
  async seeInAnswer(text) {
    const pane = this.page.locator('.graphiql-response .monaco-editor').first();
    await pane.hover();
    await this.page.mouse.wheel(0, -1_000_000);
    let last;
    for (;;) {
      await this.page.waitForTimeout(100);
      const seen = await visibleText(pane);
      if (seen.includes(withoutSpace(text))) return;
      assert.notEqual(seen, last, `the answer shows no "${text}"`);
      last = seen;
      await this.page.mouse.wheel(0, 400);
    }
  }
}

/** The lines in view, top to bottom. Monaco wraps them and keeps them in no order. */
async function visibleText(pane) {
  const lines = await pane.locator('.view-line').evaluateAll((elements) =>
    elements
      .map((element) => ({ top: element.offsetTop, text: element.textContent }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return withoutSpace(lines.join(''));
}

function withoutSpace(text) {
  return text.replace(/\s/g, '');
}
