# syntax=docker/dockerfile:1
# Both services; the build argument says which. All stages but the last are the same for both and run once.
#   docker build --build-arg SERVICE=customer-service --tag crm/customer-service .

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -q -DskipTests -pl local-stack,customer-service,notification-service -am package

# Both run for a while, on a broker and a database that are thrown away, so that Java knows them when they start. Done with the Java of
# the image, as what it learns is good for no other.
FROM eclipse-temurin:25.0.3_9-jre-noble AS rehearsal
WORKDIR /source
COPY --from=build /source/local-stack/target/lib/ local-stack/target/lib/
COPY --from=build /source/local-stack/target/local-stack.jar local-stack/target/
COPY --from=build /source/customer-service/target/customer-service.jar customer-service/target/
COPY --from=build /source/notification-service/target/notification-service.jar notification-service/target/
RUN java -Xmx512m -cp "local-stack/target/local-stack.jar:local-stack/target/lib/*" com.andejia.crm.localstack.Rehearsal \
    && for service in customer-service notification-service; do \
        cd /source/$service/target/quick-start && mkdir -p ours/lib \
        && mv application/lib/shared-events-*.jar ours/lib/ && mv application/$service.jar ours/ && mv java-*.aot ours/learnt.aot \
        || exit 1; \
    done

FROM eclipse-temurin:25.0.3_9-jre-noble
ARG SERVICE
WORKDIR /app
# The libraries first, as they change least. Names and times stay, since what was learnt is of these files.
COPY --from=rehearsal /source/${SERVICE}/target/quick-start/application/lib/ lib/
COPY --from=rehearsal /source/${SERVICE}/target/quick-start/ours/ ./
COPY <<OPTIONS java.options
--enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow
-XX:+UseG1GC
-XX:+UseCompactObjectHeaders
-XX:MaxRAMPercentage=60
-XX:+ExitOnOutOfMemoryError
-XX:AOTCache=learnt.aot
-jar
${SERVICE}.jar
OPTIONS
# Java does without what does not fit, and says nothing: here it has to fit. The key it makes goes with /tmp.
RUN CRM_IDENTITY_KEY_FILE=/tmp/key.json java -XX:AOTMode=on -Dspring.context.exit=onRefresh @java.options \
    && rm -rf /tmp/*
# Where a local run keeps its signing key, so that a volume there belongs to whom it should; otherwise nothing is written but to
# /tmp: uploads, and native libraries that are unpacked there.
RUN install --directory --owner=10001 --group=10001 /data
# A number, since Kubernetes cannot see of a name that it is not root.
USER 10001:10001
ENTRYPOINT ["java", "@java.options"]
