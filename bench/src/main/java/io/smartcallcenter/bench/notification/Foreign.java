package io.smartcallcenter.bench.notification;

import io.smartcallcenter.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Somebody else's server: takes messages by POST and sends them to everybody. */
final class Foreign implements Broadcaster {

    private final String name;
    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private Foreign(String name, int port, List<String> command) throws IOException, InterruptedException {
        this.name = name;
        this.port = port;
        process = new ProcessBuilder(command).inheritIO().start();
        for (int i = 0; i < 100 && !listens(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean listens() {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** nginx with nchan (Debian: nginx-light, libnginx-mod-nchan), one worker, the last 2,000 messages stored. */
    static Foreign nchan(int core, Path run) throws IOException, InterruptedException {
        int port = FreePorts.next();
        Path home = Files.createDirectories(run.resolve("nginx")).toAbsolutePath();
        Path conf = Files.writeString(
                home.resolve("nginx.conf"),
                """
                load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
                daemon off; worker_processes 1; worker_rlimit_nofile 40000; pid %1$s/pid; error_log %1$s/error.log warn;
                events { worker_connections 20000; }
                http {
                  access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi; nchan_shared_memory_size 256M;
                  server {
                    listen 127.0.0.1:%2$d backlog=4096; keepalive_timeout 600s; keepalive_requests 1000000;
                    location /pub { nchan_publisher; nchan_channel_id all; nchan_message_buffer_length 2000; nchan_message_timeout 10m; }
                    location /sub { nchan_subscriber websocket; nchan_channel_id all; nchan_subscriber_first_message newest; }
                  }
                }
                """
                        .formatted(home, port));
        return new Foreign(
                "nginx + nchan",
                port,
                List.of(
                        "taskset",
                        "-c",
                        Integer.toString(core),
                        "nginx",
                        "-c",
                        conf.toString(),
                        "-p",
                        home.toString()));
    }

    /** Node with the package {@code ws}: no storage, no resume. */
    static Foreign node(int core, Path run, Path modules) throws IOException, InterruptedException {
        int port = FreePorts.next();
        Path home = Files.createDirectories(run).toAbsolutePath();
        Path script = Files.writeString(
                home.resolve("broadcast.cjs"),
                """
                const http = require('http');
                const { WebSocketServer } = require('%1$s/ws');
                const server = http.createServer((request, response) => {
                  let body = '';
                  request.on('data', part => body += part);
                  request.on('end', () => {
                    if (body) for (const client of sockets.clients) client.send(body);
                    response.end();
                  });
                });
                const sockets = new WebSocketServer({ server, path: '/sub' });
                server.keepAliveTimeout = 600000;
                server.listen(%2$d, '127.0.0.1', 4096);
                """
                        .formatted(modules.toAbsolutePath(), port));
        return new Foreign(
                "Node ws", port, List.of("taskset", "-c", Integer.toString(core), "node", script.toString()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public URI socket() {
        return URI.create("ws://127.0.0.1:" + port + "/sub");
    }

    @Override
    public List<String> protocols() {
        return List.of();
    }

    @Override
    public String greeting() {
        return null;
    }

    /** As many bytes as one of our pushes has. */
    @Override
    public void publish(List<String> texts) {
        CompletableFuture<?>[] posts = texts.stream()
                .map(text -> "{\"t\":\"event\",\"ch\":\"calls\",\"e\":\"" + text + "\",\"fill\":\"" + "x".repeat(360)
                        + "\"}")
                .map(text -> http.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/pub"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .POST(HttpRequest.BodyPublishers.ofString(text))
                                .build(),
                        HttpResponse.BodyHandlers.discarding()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(posts).join();
    }

    @Override
    public long residentKiB() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(each -> residentKiB(each.pid()))
                .sum();
    }

    static long residentKiB(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
