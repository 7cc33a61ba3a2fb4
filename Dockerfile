# syntax=docker/dockerfile:1
# Both services; the build argument says which. The stage that compiles is the same for both and runs once.
#   docker build --build-arg SERVICE=customer-service --tag crm/customer-service .

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -q -DskipTests -pl customer-service,notification-service -am package

FROM eclipse-temurin:25.0.3_9-jre-noble AS layers
ARG SERVICE
WORKDIR /layers
COPY --from=build /source/${SERVICE}/target/${SERVICE}.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination extracted

FROM eclipse-temurin:25.0.3_9-jre-noble
WORKDIR /app
# The libraries first: they change least, and are most of it.
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
# In a file, since the cache below is only good for the options that it was made with.
COPY <<OPTIONS java.options
--enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow
-XX:+UseG1GC
-XX:+UseCompactObjectHeaders
-XX:MaxRAMPercentage=60
-XX:+ExitOnOutOfMemoryError
OPTIONS
# Classes as the JVM has them once the context is there, before anything has been connected to. The key it makes goes with /tmp.
RUN CRM_IDENTITY_KEY_FILE=/tmp/key.json \
    java @java.options -XX:AOTCacheOutput=app.aot -Dspring.context.exit=onRefresh -jar app.jar \
    && rm -rf /tmp/*
# Where a local run keeps its signing key, so that a volume there belongs to whom it should; otherwise nothing is written but to
# /tmp: uploads, and native libraries that are unpacked there.
RUN install --directory --owner=10001 --group=10001 /data
# A number, since Kubernetes cannot see of a name that it is not root.
USER 10001:10001
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=app.aot", "-jar", "app.jar"]
