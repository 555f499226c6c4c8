"""How bodies of chain entries were packed at first: raw deflate with a dictionary that is text.

Only read: ``packing`` makes them smaller in a quarter of the time.
"""

from __future__ import annotations

import zlib

_TYPICAL_1 = (
    '{"shift":[[,"opened_at"]],"shift_close":[[]],"credit_note":[[]],"credit_note_line":[[]],'
    '"payment":[[]],"payment_allocation":[["bill.issued","shift.closed","shift.opened",'
    '"payment.received","sign_in","order.discarded","item.price_changed","customer.changed",'
    '"{\\"total\\": 0}","{\\"amount\\": 0, \\"why\\": \\"\\"}","{\\"variance\\": 0}"]],'
    '"INR","credit","advance","card","dine_in","takeaway","delivery","composition","exempt",'
    '"non_gst","zero_rated","restaurant","996331","service","KGS","LTR","MTR","GMS","BTL","BOX",'
    '"bill_of_supply","invoice_cum_bill_of_supply","payout","pay_in","drop","refund","collection",'
    '"Maharashtra","27","Karnataka","29","Gujarat","24","Tamil Nadu","33","Delhi","07",'
    '"Uttar Pradesh","09","West Bengal","19","Kerala","32","Rajasthan","08","Telangana","36",'
    '"IGST: the buyer is in Maharashtra, the outlet in Madhya Pradesh.",'
    '"CGST + SGST: sold over the counter in Madhya Pradesh.",'
    '{"bill":[[1000,"01a213fd-84cb-7374-b3a5-05a90c075352","A/25-26/001000",1,1,1,1000,'
    '"ORD-20260217-0100","tax_invoice","counter","2026-02-17T07:24:39.004000Z",'
    '"2026-02-17T12:54:39.004000+05:30","2026-02-17",3,"Kumar Sharma Patel",null,"23AABFS4821K1ZB",'
    '"23","{\\"name\\":\\"Store\\",\\"legal_name\\":\\"Stores\\",\\"address\\":\\"Road, Nagar, '
    '452002\\",\\"phone\\":\\"0\\",\\"state_code\\":\\"23\\",\\"state_name\\":\\"Madhya Pradesh\\",'
    '\\"registration\\":\\"regular\\",\\"gstin\\":\\"\\",\\"fssai\\":\\"\\",\\"upi_id\\":\\"@upi\\",'
    '\\"header\\":\\"\\",\\"footer\\":\\"Thank you. Please come again!\\",\\"is_demo\\":false}",'
    'null,null,null,null,null,null,0,"23","Madhya Pradesh",0,'
    '"CGST + SGST: sold over the counter in Madhya Pradesh.",0,0,0,0,0,0,0,0,0,0,1,1000]],'
    '"bill_line":[[1000,1,"01a213fd-84cb-7374-b3a5-05a90c075352",1,"Milk 500 ml",'
    '"दूध 500 मिली 1 लीटर","04012000",1000,"PAC",10000,1,null,"nil","goods",0,0,0,10000,0,0,'
    "10000,0,0,0,0,0,10000],"
    '[1000,2,"01a213fd-84cb-7374-b3a5-05a90c075352",1,"Masala 100 g","मसाला 100 ग्राम 1 किलो",'
    '"21069099",1000,"NOS",2000,1,2000,"taxable","goods",1800,0,0,2000,0,0,1695,153,152,0,0,0,2000],'
    '[1000,3,"01a213fd-84cb-7374-b3a5-05a90c075352",1,"","","",2000,"PAC",2500,1,2500,"taxable",'
    '"goods",500,0,0,5000,0,0,4762,119,119,0,0,0,5000]],"tender":[[1000,1,'
    '"01a213fd-84cb-7374-b3a5-05a90c075352","upi",10000,10000,""]],"tender":[[1000,1,'
    '"01a213fd-84cb-7374-b3a5-05a90c075352","cash",10000,50000,""]],"cash_movement":[[1000,'
    '"01a213fd-84cb-7374-b3a5-05a90c075352",1,1,1,"sale",10000,"2026-02-17T07:24:39.004000Z",3,'
    '1000,null,""]],"stock_movement":[[1000,"01a213fd-84cb-7374-b3a5-05a90c075352",1,1,1000,"sale",'
    '-1000,"2026-02-17T07:24:39.004000Z"],[1000,"01a213fd-84cb-7374-b3a5-05a90c075352",1,1,1000,'
    '"sale",-1000,"2026-02-17T07:24:39.004000Z",null]],"ledger_entry":[[1,'
    '"01a213fd-84cb-7374-b3a5-05a90c075352",1,1,"2026-02-17T07:24:39.004000Z","2026-02-17","bill",'
    '1000,null,10000,0,null]],"audit_entry":[[1000,"01a213fd-84cb-7374-b3a5-05a90c075352",'
    '"2026-02-17T07:24:39.005000Z",1,1,3,"Kumar Sharma Patel","bill.issued","A/25-26/001000",'
    '"{\\"total\\": 10000}"]]}'
)
_DICTIONARY_1 = _TYPICAL_1.encode()
_WINDOW = -13


def inflated(packed: bytes) -> bytes:
    """The text of a body without its mark. Raises ValueError for what was not packed so."""
    inflate = zlib.decompressobj(_WINDOW, _DICTIONARY_1)
    try:
        body = inflate.decompress(packed)
    except zlib.error as error:
        raise ValueError("cannot be unpacked") from error
    if not inflate.eof or inflate.unused_data:
        raise ValueError("cut off, or followed by something else")
    return body
