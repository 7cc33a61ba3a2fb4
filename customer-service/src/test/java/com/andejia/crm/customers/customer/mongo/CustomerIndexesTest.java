package com.andejia.crm.customers.customer.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.customer.DuplicateCustomer.Of;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

class CustomerIndexesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write error: WriteError{code=11000, message='E11000 duplicate key error collection: crm.customers"
                        + " index: phone_unique dup key: { phone: \"13800138999\" }', details={}}.",
                "E11000 duplicate key error collection: crm.customers index: phone_unique dup key:"
                        + " { : \"13800138999\" }"
            })
    void theIndexIsReadFromTheMessageOfAnyServer(String message) {
        assertThat(CustomerIndexes.violatedBy(new DuplicateKeyException(message)))
                .contains(Of.PHONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E11000 duplicate key error collection: crm.customers index: _id_ dup key: { _id: 1 }", ""})
    void anotherIndexIsNoneOfOurs(String message) {
        assertThat(CustomerIndexes.violatedBy(new DuplicateKeyException(message)))
                .isEmpty();
    }
}
