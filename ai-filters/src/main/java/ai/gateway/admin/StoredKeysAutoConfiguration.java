package ai.gateway.admin;

import ai.gateway.access.KeyForms;
import ai.gateway.access.KeySource;
import ai.gateway.ledger.Documents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Keys that an admin API has made, in every gateway that takes them; not where the host has keys stored elsewhere. */
@AutoConfiguration(afterName = "ai.gateway.books.BooksAutoConfiguration")
@Conditional(StoredKeysWanted.class)
@ConditionalOnBean(Documents.class)
@ConditionalOnMissingBean(KeySource.class)
public class StoredKeysAutoConfiguration {

    @Bean
    DocumentKeys aiDocumentKeys(Documents documents) {
        return new DocumentKeys(documents);
    }

    @Bean
    SmartInitializingSingleton aiDocumentKeysReader(DocumentKeys keys, ObjectProvider<KeyForms> forms) {
        return () -> forms.ifAvailable(keys::readBy);
    }
}
