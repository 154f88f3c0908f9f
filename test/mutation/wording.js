const { declareValuePlugin, PluginKind } = require("@stryker-mutator/api/plugin");

/** What a message says, and not whether there is one: tests that repeat it word by word notice nothing else. */
const wording = {
  shouldIgnore({ node, parent }) {
    const said =
      (parent?.type === "ObjectProperty" && ["reason", "cure"].includes(parent.key.name)) ||
      (parent?.type === "NewExpression" && /Error$/.test(parent.callee.name));
    return said && ["StringLiteral", "TemplateLiteral"].includes(node.type)
      ? "the words of a message"
      : undefined;
  },
};

exports.strykerPlugins = [declareValuePlugin(PluginKind.Ignore, "wording", wording)];
