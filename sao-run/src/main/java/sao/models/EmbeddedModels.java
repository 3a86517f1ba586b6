package sao.models;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import sao.catalog.ModelStore;
import sao.chat.ChatModel;
import sao.progress.Progress;
import sao.settings.EngineSettings;
import sao.settings.RunSettings;
import sao.workspace.RunFolder;

/// Models that the embedded engine loads from folders and files.
///
/// @param firstRound files of the first round's models
/// @param folder of the run
/// @param settings of the engine
/// @param round from 1
public record EmbeddedModels(ModelFiles firstRound, RunFolder folder, EngineSettings settings, int round)
        implements ModelProvider {
    /// {@return the models of the first round; models named by the catalog are downloaded if necessary}
    ///
    /// @param store the local cache of catalog models
    /// @throws sao.error.SaoException if there is no such model, or it cannot be downloaded
    public static EmbeddedModels resolve(RunSettings settings, RunFolder folder, ModelStore store, Progress progress) {
        return new EmbeddedModels(ModelFiles.resolve(settings, store, progress), folder, settings.engine(), 1);
    }

    @Override
    public ChatModel start() {
        return EmbeddedModel.open(files().openSource(), settings);
    }

    @Override
    public OpenModel judge(ChatModel start) {
        return judgesItself()
                ? new OpenModel(start, false)
                : new OpenModel(EmbeddedModel.openJudge(firstRound.judge(), settings), true);
    }

    @Override
    public Optional<ChatModel> before() {
        return round == 1 ? Optional.empty() : Optional.of(inRound(round - 1).start());
    }

    @Override
    public ChatModel first() {
        return EmbeddedModel.open(firstRound.first(), settings);
    }

    @Override
    public ChatModel trained() {
        return EmbeddedModel.open(folder.model(round), settings);
    }

    @Override
    public ChatModel evaluationJudge(String name) {
        Path file = Objects.requireNonNull(firstRound.evaluationJudges().get(name), name);
        return EmbeddedModel.open(file, settings);
    }

    @Override
    public boolean judgesItself() {
        return firstRound.start().equals(firstRound.judge());
    }

    @Override
    public ModelFiles files() {
        return firstRound.inRound(round, folder);
    }

    @Override
    public EmbeddedModels inRound(int other) {
        return new EmbeddedModels(firstRound, folder, settings, other);
    }
}
