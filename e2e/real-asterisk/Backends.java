import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.EmbeddedMongo;

/** Kafka and the MongoDB server of one test run, until SIGTERM: {@code java -cp ... Backends.java <kafka port> <mongo port>}. */
public final class Backends {

    private Backends() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedMongo mongo = EmbeddedMongo.start(Integer.parseInt(arguments[1]));
        EmbeddedKafka kafka = EmbeddedKafka.start(Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kafka.close();
            mongo.close();
        }));
        System.out.println("backends ready");
        Thread.currentThread().join();
    }
}
