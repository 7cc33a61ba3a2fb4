package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * After which row a list goes on. It holds the row's place and not its number: what comes in before it moves nothing.
 *
 * @param value of the field that the list is sorted by; a time in milliseconds
 * @param id of the row, which decides between equal values
 */
public record CustomerCursor(String sortBy, boolean ascending, String value, String id) {
    private static final Pattern FORMAT = Pattern.compile("([A-Za-z]+) (asc|desc) (\\S{1,64}) (.*)", Pattern.DOTALL);
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");

    private static final int LONGEST = 500;

    public static CustomerCursor behind(Customer last, String sortBy, boolean ascending) {
        String value = switch (sortBy) {
            case "name" -> last.details().name();
            case "updatedAt" -> Long.toString(last.updatedAt().toEpochMilli());
            case PoolQuery.SORT ->
                Long.toString(Objects.requireNonNull(last.care().pooledAt(), "in the pool")
                        .toEpochMilli());
            default -> Long.toString(last.createdAt().toEpochMilli());
        };
        return new CustomerCursor(sortBy, ascending, value, last.id());
    }

    /** From an earlier answer to the same question; one of a list in another order would skip rows. */
    public static @Nullable CustomerCursor read(Fields fields, String sortBy, boolean ascending) {
        String text = fields.text("cursor", LONGEST);
        if (text == null) {
            return null;
        }
        CustomerCursor cursor = decode(text).orElse(null);
        boolean fits = cursor != null && cursor.sortBy().equals(sortBy) && cursor.ascending() == ascending;
        return fields.require(fits, "cursor", "cursor 无效，或与排序方式不符") ? cursor : null;
    }

    /** Empty if that is none of ours. */
    private static Optional<CustomerCursor> decode(String text) {
        try {
            var parts = FORMAT.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            return parts.matches()
                    ? Optional.of(new CustomerCursor(
                                    parts.group(1), parts.group(2).equals("asc"), parts.group(4), parts.group(3)))
                            .filter(CustomerCursor::isSound)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String encode() {
        String text = sortBy + (ascending ? " asc " : " desc ") + id + " " + value;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isByTime() {
        return !sortBy.equals("name");
    }

    private boolean isSound() {
        return (CustomerQuery.SORTS.contains(sortBy) || sortBy.equals(PoolQuery.SORT))
                && (!isByTime() || MILLISECONDS.matcher(value).matches());
    }
}
