#pragma once

#include "engine/store/market_store.h"

#include <filesystem>
#include <optional>
#include <string>

namespace agora {

/// A Router's market store, which a disk may not let it write yet: a full one, a read-only one, one
/// whose file is damaged or held by another program. Until it does, there is what can be read of
/// that file, perhaps nothing, and the file stays as it is.
/// No lock: one thread at a time.
class StoreAccess {
public:
    /// Open for writing already.
    StoreAccess(MarketStore store) : m_store(std::move(store)) {}
    /// Opens `file`, which is made when it is missing, for writing or else as far as it can be
    /// read.
    explicit StoreAccess(std::filesystem::path file);

    /// Tries it anew, unless it was tried a moment ago; the error is why not.
    [[nodiscard]] Result<void> openForWriting();
    /// As it is now: valid until `openForWriting` is called.
    [[nodiscard]] MarketStore &store() { return *m_store; }
    /// Why it cannot be written; empty when it can.
    [[nodiscard]] const std::string &problem() const { return m_problem; }

private:
    void open();

    std::filesystem::path m_file;
    std::optional<MarketStore> m_store; // always there after the constructor
    std::string m_problem;
    Duration m_retryAt{};
};

} // namespace agora
