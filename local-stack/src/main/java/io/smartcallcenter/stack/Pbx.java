package io.smartcallcenter.stack;

import io.smartcallcenter.embedded.EmbeddedMariaDb;
import io.smartcallcenter.stack.Ports.Listener;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.cdr.JdbcCdrSink;
import io.smartcallcenter.virtual.scenario.script.ScenarioRun;
import io.smartcallcenter.virtual.scenario.script.file.ScenarioReader;

/** The virtual Asterisk of a stack, which writes its call detail records into the stack's MariaDB. */
final class Pbx implements AutoCloseable {

    private final VirtualAsterisk asterisk;
    private final JdbcCdrSink cdr;
    private volatile ScenarioRun traffic;

    private Pbx(VirtualAsterisk asterisk, JdbcCdrSink cdr) {
        this.asterisk = asterisk;
        this.cdr = cdr;
    }

    static Pbx start(Ports ports, PbxAccess access, EmbeddedMariaDb database) {
        JdbcCdrSink cdr = new JdbcCdrSink(
                "jdbc:mariadb://" + database.host() + ":" + database.port() + "/" + database.database(),
                database.username(),
                database.password());
        VirtualAsterisk asterisk = VirtualAsterisk.start(
                io.smartcallcenter.virtual.Options.with(access.ariPassword(), access.amiPassword())
                        .ports(ports.of(Listener.ARI), ports.of(Listener.AMI))
                        .cdr(cdr));
        return new Pbx(asterisk, cdr);
    }

    void playTestCalls() {
        traffic = asterisk.play(new ScenarioReader().shipped("demo"));
    }

    VirtualAsterisk asterisk() {
        return asterisk;
    }

    @Override
    public void close() {
        Closing.each(traffic, asterisk, cdr);
    }
}
