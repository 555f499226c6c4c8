"""The words around names and figures, in the language of the outlet's papers.

GSTIN, HSN, CGST, UPI and FSSAI are the law's and the bank's own names in every language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pos_desktop.application.letterhead import Language
from pos_desktop.domain.money import Paise, format_rupees

_HINDI = {
    "Tax Invoice": "कर बीजक",
    "Bill of Supply": "आपूर्ति बिल",
    "Invoice-cum-Bill of Supply": "बीजक-सह-आपूर्ति बिल",
    "Bill": "बिल",
    "Credit note": "क्रेडिट नोट",
    "Commercial credit note, no GST adjustment": "व्यावसायिक क्रेडिट नोट, GST समायोजन नहीं",
    "Note": "नोट",
    "Of bill": "बिल",
    "Cash memo": "कैश मेमो",
    "Cash Memo": "कैश मेमो",
    "Consolidated invoice": "समेकित इनवॉइस",
    "Ask before the day is closed if you need a tax invoice": (
        "टैक्स इनवॉइस चाहिए तो दिन बंद होने से पहले माँगें"
    ),
    "Dated": "दिनांकित",
    "Approved": "स्वीकृत",
    "Reason": "कारण",
    "CREDIT": "जमा",
    "Refunded in cash": "नकद वापस",
    "Refunded by UPI": "UPI से वापस",
    "Refunded to card": "कार्ड पर वापस",
    "Credited to account": "खाते में जमा",
    "Towards new bill": "नए बिल में",
    "Goods exchanged": "सामान बदला",
    "Computer generated credit note": "कंप्यूटर से बना क्रेडिट नोट",
    "ORIGINAL FOR RECIPIENT": "प्राप्तकर्ता के लिए मूल प्रति",
    "Composition taxable person, not eligible to collect tax on supplies": (
        "कंपोज़िशन करदाता, आपूर्ति पर कर वसूलने का पात्र नहीं"
    ),
    "Ph": "फ़ोन",
    "State": "राज्य",
    "Order": "ऑर्डर",
    "Cashier": "कैशियर",
    "Customer": "ग्राहक",
    "Buyer": "क्रेता",
    "Contact": "संपर्क",
    "Place of supply": "आपूर्ति का स्थान",
    "Item": "सामान",
    "Qty": "मात्रा",
    "Price": "भाव",
    "Rate": "भाव",
    "Amount": "राशि",
    "Description": "विवरण",
    "Discount": "छूट",
    "Taxable": "कर योग्य",
    "Taxable value": "कर योग्य मूल्य",
    "Nil": "शून्य",
    "Exempt": "करमुक्त",
    "Non-GST": "GST से बाहर",
    "Tax": "कर",
    "Total tax": "कुल कर",
    "All": "कुल",
    "Tax by HSN and rate": "HSN और दर के अनुसार कर",
    "Sub-total": "उप-योग",
    "items": "सामान",
    "item": "सामान",
    "Discount on bill": "बिल पर छूट",
    "Add": "जोड़ें",
    "Round off": "पूर्णांक",
    "TOTAL": "कुल राशि",
    "You saved {amount} on MRP": "MRP पर बचत {amount}",
    "Cash": "नकद",
    "Card": "कार्ड",
    "From advance": "अग्रिम से",
    "Change": "वापसी",
    "BALANCE DUE": "बकाया",
    "Pay by UPI": "UPI से भुगतान",
    "GST included in the prices:": "भाव में GST शामिल:",
    "GST, in part included in the prices:": "GST, कुछ भाव में शामिल:",
    "Tax on reverse charge": "रिवर्स चार्ज पर कर",
    "No": "नहीं",
    "Computer generated bill": "कंप्यूटर से बना बिल",
    "Computer generated receipt": "कंप्यूटर से बनी रसीद",
    "Proof": "प्रमाण",
    "Dine in": "यहीं भोजन",
    "Takeaway": "पैक",
    "Delivery": "डिलीवरी",
    "Billed to": "क्रेता",
    "Number": "संख्या",
    "Date": "दिनांक",
    "Carried over": "अगले पृष्ठ पर",
    "Brought forward": "पिछले पृष्ठ से",
    "Amount in words": "राशि शब्दों में",
    "Bank details": "बैंक विवरण",
    "Page {page} of {pages}": "पृष्ठ {page} / {pages}",
    "The rate includes GST.": "भाव में GST शामिल है।",
    "For": "कृते",
    "Authorised signatory": "अधिकृत हस्ताक्षरकर्ता",
    "Payment receipt": "भुगतान रसीद",
    "No.": "सं.",
    "Received from": "प्राप्त हुआ",
    "AMOUNT": "राशि",
    "By": "माध्यम",
    "Account": "खाता",
    "Advance": "अग्रिम",
    "Against bills": "इन बिलों के लिए",
    "Kept on account": "खाते में जमा",
    "Before": "पहले",
    "Now": "अब",
    "Owes {amount}": "बाकी {amount}",
    "Credit {amount}": "जमा {amount}",
    "Up to date": "हिसाब बराबर",
    "Voucher": "वाउचर",
    "GST paid on it": "इस पर दिया GST",
    "Tax is on the MRP": "कर MRP पर है",
    "{count} more bills": "{count} और बिल",
    "Statement of account": "खाता विवरण",
    "Statement of {name}": "{name} का खाता विवरण",
    "{first} to {last}": "{first} से {last} तक",
    "Since {first}": "{first} से",
    "Until {last}": "{last} तक",
    "All entries": "सभी प्रविष्टियाँ",
    "Opening": "शुरुआती शेष",
    "Closing": "अंतिम शेष",
    "NOW": "अब",
    "Entry": "प्रविष्टि",
    "Debit": "नामे",
    "Credit": "जमा",
    "Balance": "शेष",
    "Paid": "भुगतान",
    "Advance used": "अग्रिम से चुकाया",
    "Opening balance": "पुराना हिसाब",
    "Correction": "सुधार",
    "Written off": "बट्टे खाते",
    "Taken back": "वापस लिया",
    "Advance paid back": "अग्रिम वापस दिया",
    "Merged account": "मिलाया गया खाता",
    "Unpaid bills": "बकाया बिल",
    "Scan to pay by UPI": "UPI से भुगतान के लिए स्कैन करें",
    "Computer generated statement": "कंप्यूटर से बना विवरण",
    "Receipt Voucher": "प्राप्ति वाउचर",
    "Receipt voucher": "प्राप्ति वाउचर",
    "Refund Voucher": "वापसी वाउचर",
    "Refund voucher": "वापसी वाउचर",
    "Paid back to": "वापस दिया",
    "PAID BACK": "वापस दिया",
    "Approved by": "स्वीकृति",
    "Advance for": "किसका अग्रिम",
    "Of this taxable": "इसमें कर योग्य",
    "half of {rate}": "{rate} का आधा",
    "Account now": "खाते में अब",
    "Computer generated voucher": "कंप्यूटर से बना वाउचर",
}
_DEMO_IN_HINDI = "डेमो - कर दस्तावेज़ नहीं"


Say = Callable[[str], str]
"""A label in the language of the paper."""


def balance_said(balance: Paise, say: Say) -> str:
    """What :func:`balance_in_words` says, in the language of the paper."""
    if balance == 0:
        return say("Up to date")
    words = say("Owes {amount}" if balance < 0 else "Credit {amount}")
    return words.format(amount=format_rupees(abs(balance)))


def demo_said(language: Language) -> str:
    """What a page says under the English mark of a demo shop; nothing on an English one."""
    return _DEMO_IN_HINDI if language is Language.HINDI else ""


@cache
def labels_of(language: Language) -> Say:
    """Says a label of ours in *language*; one that has no other words stays as it is."""
    if language is Language.HINDI:
        return lambda label: _HINDI.get(label, label)
    return lambda label: label
