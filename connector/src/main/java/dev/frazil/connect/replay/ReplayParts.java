package dev.frazil.connect.replay;

import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.route.Routes;
import dev.frazil.connect.table.TableLoader;

/**
 * What all tables of a run share.
 *
 * @param config of the connector
 * @param loader answers before it returns
 * @param routes which tables records go to
 * @param positions which records may be replayed
 * @param retries how long to try
 * @param mode what becomes of records that pass
 */
record ReplayParts(
    SinkConfig config,
    TableLoader loader,
    Routes routes,
    Positions positions,
    Retries retries,
    ReplayMode mode) {}
