package io.smartcallcenter.gateway.publish;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/** Tells the store how a {@link Stored} is made of its own types. */
final class StoredType extends BasicDataType<Stored> {

    static final StoredType INSTANCE = new StoredType();

    private static final StringDataType TEXT = StringDataType.INSTANCE;
    private static final ByteArrayDataType BYTES = ByteArrayDataType.INSTANCE;
    private static final int OBJECTS = 200;

    private StoredType() {}

    @Override
    public int getMemory(Stored stored) {
        return OBJECTS + 2 * stored.bytes();
    }

    @Override
    public void write(WriteBuffer buffer, Stored stored) {
        buffer.putVarLong(stored.epochMs());
        TEXT.write(buffer, stored.topic());
        TEXT.write(buffer, stored.key());
        buffer.putVarInt(stored.headers().size());
        stored.headers().forEach((name, value) -> {
            TEXT.write(buffer, name);
            TEXT.write(buffer, value);
        });
        buffer.put((byte) (stored.value() == null ? 0 : 1));
        if (stored.value() != null) {
            BYTES.write(buffer, stored.value());
        }
    }

    @Override
    public Stored read(ByteBuffer buffer) {
        long epochMs = DataUtils.readVarLong(buffer);
        String topic = TEXT.read(buffer);
        String key = TEXT.read(buffer);
        int count = DataUtils.readVarInt(buffer);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put(TEXT.read(buffer), TEXT.read(buffer));
        }
        byte[] value = buffer.get() == 0 ? null : BYTES.read(buffer);
        return new Stored(topic, key, headers, value, epochMs);
    }

    @Override
    public Stored[] createStorage(int size) {
        return new Stored[size];
    }
}
