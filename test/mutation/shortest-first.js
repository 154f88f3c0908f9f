const { default: Sequencer } = require("@jest/test-sequencer");

/** What each file of tests took when every test was asked, by its path. */
const took = new Map();

/**
 * Short files of tests before long ones: who notices a wrong program first ends its run, and Jest by itself begins with what
 * takes longest.
 */
class ShortestFirst extends Sequencer {
  sort(tests) {
    const time = ({ path }) => took.get(path) ?? 0;
    return [...tests].sort((one, other) => time(one) - time(other) || one.path.localeCompare(other.path));
  }
}

module.exports = ShortestFirst;
module.exports.took = took;
