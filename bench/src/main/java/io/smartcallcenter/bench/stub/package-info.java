/**
 * An Asterisk that only talks: it replays recorded calls of a real one over ARI and AMI at a rate, with ids and times of their
 * own. It knows nothing of its consumer but what ARI and AMI say, so any consumer of them can be put behind it.
 */
package io.smartcallcenter.bench.stub;
