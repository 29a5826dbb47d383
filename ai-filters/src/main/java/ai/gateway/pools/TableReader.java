package ai.gateway.pools;

import ai.gateway.models.ModelTable;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;

/** What is known of models with what is written of them over it, for all who ask, such as for what a call costs. */
final class TableReader implements SettingsPart<PoolsProperties, ModelTable> {

    private final ModelTable builtIn;

    TableReader(ModelTable builtIn) {
        this.builtIn = builtIn;
    }

    @Override
    public Class<PoolsProperties> written() {
        return PoolsProperties.class;
    }

    @Override
    public Class<ModelTable> type() {
        return ModelTable.class;
    }

    @Override
    public ModelTable read(PoolsProperties written, Catalogue catalogue) {
        return FactsReader.table(builtIn, written.modelFacts());
    }
}
