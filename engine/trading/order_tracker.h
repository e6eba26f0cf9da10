#pragma once

#include "engine/base/result.h"
#include "engine/model/trading.h"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace agora {

/// What a report changed.
struct OrderUpdate {
    Order order; ///< as it is now
    std::optional<Fill> fill; ///< counted now, for the first time; its owner is the order's
    std::vector<Order> exits; ///< attached orders that the fill brought to life or enlarged
    bool isRepeat = false; ///< all of it was known: nothing changed
    std::string
        anomaly; ///< the fill was counted although its order should not have had one: tell a person
};

/// The record of all orders and the state machine each goes through. Requests and reports may be
/// replayed from a journal in their order and give the same record.
///
/// A fill counts once by its id. It is money that has moved, so it counts even when its order was
/// thought to be over (the update then carries an anomaly); the state stays final all the same.
/// What contradicts the record is refused and changes nothing.
class OrderTracker {
public:
    /// A new order: Pending. Refused when malformed or when the id was used before.
    Result<void> add(const OrderRequest &request, Timestamp at);
    /// A new order that was refused before it left: Rejected. Only a used id is an error.
    Result<Order> addRefused(const OrderRequest &request, std::string reason, Timestamp at);

    Result<OrderUpdate> apply(const ExecutionReport &report);
    /// Orders that have been Pending for `limit` or longer become Unknown: the returned ones are to
    /// be looked up now.
    std::vector<Order> markUnanswered(Timestamp now, Duration limit);

    [[nodiscard]] const Order *find(const std::string &id) const; ///< null when unknown
    [[nodiscard]] bool hasFill(const std::string &fillId) const
    {
        return m_fills.count(fillId) > 0;
    }
    [[nodiscard]] std::size_t size() const { return m_records.size(); }
    /// Orders that are not final, oldest first.
    [[nodiscard]] std::vector<Order> working() const;
    [[nodiscard]] std::vector<Order> workingOf(const std::string &owner) const;
    /// Every order of this owner, oldest first.
    [[nodiscard]] std::vector<Order> ofOwner(const std::string &owner) const;
    /// The newest `count` orders of all, oldest first.
    [[nodiscard]] std::vector<Order> newest(std::size_t count) const;

private:
    struct Record {
        Order order;
        Decimal notional; ///< sum of units times price of its fills
        Timestamp lastReport; ///< by the venue's clock
        Timestamp lastTerms; ///< of the last change of its prices, by the venue's clock
    };

    Record &insert(const OrderRequest &request, OrderState state, Timestamp at);
    void setState(Record &record, OrderState state);
    [[nodiscard]] Result<bool> isNewFill(const Record &record, const Fill &fill) const;
    /// Whether the report changed the order's prices; an older change, repeated, does not.
    [[nodiscard]] static bool takeTerms(Record &record, const ExecutionReport &report);
    void count(Record &record, Fill fill, OrderUpdate &update);
    void activateExits(const Record &entry, const Fill &fill, OrderUpdate &update);
    Result<void> move(Record &record, const ExecutionReport &report, OrderUpdate &update);

    std::deque<Record> m_records;
    std::unordered_map<std::string, std::size_t> m_indexOfId;
    std::unordered_map<std::string, Fill> m_fills;
    std::set<std::size_t> m_working;
};

} // namespace agora
