from prices import price
from shop.rows import rows

print(sum(price(row) for row in rows()))
